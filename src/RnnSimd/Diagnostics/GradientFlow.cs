using System.Globalization;
using System.Numerics;

namespace RnnSimd.Diagnostics;

/// <summary>What becomes of a gradient on its way back through time.</summary>
public enum GradientVerdict
{
    /// <summary>At its rate it keeps its size to within a factor of e over the sequence. In fact it does to within a factor of 1000.</summary>
    Healthy,

    /// <summary>At its rate it shrinks by more than a factor of e over the sequence: early steps are hardly learnt from.</summary>
    Vanishing,

    /// <summary>At its rate it grows by more than a factor of e over the sequence: early steps drown the others, and training leaps.</summary>
    Exploding,
}

/// <summary>
/// How a network's gradient vanishes or explodes: the norms ‖∂h_t/∂h_k‖ over the lag t − k, where h is the whole state of a stream and t the
/// last step. Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is difficult", 1994; Pascanu, Mikolov and Bengio,
/// "On the difficulty of training recurrent neural networks", 2013.
/// </summary>
/// <remarks>
/// <para>
/// The norms are not estimated: the network's own backward code multiplies the Jacobians of the steps, and from each product the Frobenius norm (the
/// root of the sum of the squares of all elements) is taken. Between steps the product is scaled by powers of two, so no length of
/// sequence lets it overflow or vanish.
/// </para>
/// <para>
/// The rate is that of the later half of lags, where the largest eigenvalue has outgrown the others: of a linear network h′ = W h it
/// is the spectral radius of W. The verdict compares it to the sequence: by e is how far a gradient changes in the time in which a network of this
/// rate forgets, so it vanishes if that time is shorter than the sequence. For another limit look at <see cref="Rate"/>.
/// </para>
/// <para>
/// Where steps differ, as loud ones after silent ones, the later half of lags need not tell what becomes of the gradient on the way there. So if the norm
/// changes by more than a factor of 1000 over all lags and the verdict of the later half is not that it does, the rate is the mean over all lags. A linear
/// network whose matrix is so far from normal that it does this on its own has that mean for its rate, too.
/// </para>
/// <para>
/// It costs as much as training on <see cref="IRecurrentNetwork{T}.StateSize"/> streams of this length, one step at a time, and the memory of one such step.
/// </para>
/// </remarks>
public sealed record GradientFlow
{
    // A matrix that is not normal changes the norm before its largest eigenvalue has outgrown the others, but by more than this only if it is far from it.
    private const double LargestTransient = 1000;

    // The lag from which on the rate holds.
    private readonly int _from;

    private GradientFlow(double[] logNorms)
    {
        LogNorms = logNorms;
        var steps = logNorms.Length - 1;
        _from = Math.Min(logNorms.Length / 2, steps - 1);
        var logRate = Slope(logNorms, _from);
        var change = logNorms[^1] - logNorms[0];
        if (Math.Abs(change) > Math.Log(LargestTransient) && VerdictOn(change) != VerdictOn(logRate * steps))
        {
            (_from, logRate) = (0, change / steps);
        }

        Rate = Math.Exp(logRate);
    }

    /// <summary>
    /// The natural logarithm of the Frobenius norm for each lag, from 0, where it is that of the identity, to the number of steps. −∞ where the
    /// later state does not depend on the earlier one at all.
    /// </summary>
    public IReadOnlyList<double> LogNorms { get; }

    /// <summary>
    /// The factor per step by which the norm changes: a line through the logarithms of the later half of lags, by least squares. 0 if they are −∞. If
    /// the norm shrinks by more than a factor of 1000 over all lags, but at this rate would not by more than a factor of e, or grows so, it is the mean
    /// factor over all lags.
    /// </summary>
    public double Rate { get; }

    /// <summary>What the rate means for a sequence of this length.</summary>
    public GradientVerdict Verdict => VerdictOn(Math.Log(Rate) * (LogNorms.Count - 1));

    /// <summary>Measures one stream of data.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">A network with states.</param>
    /// <param name="inputs"><c>[time, InputSize]</c>, of one step or more.</param>
    /// <param name="state"><c>[StateSize]</c>, the initial state; empty for zeros.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, there is no time step, or the network has no states.</exception>
    /// <exception cref="ArithmeticException">The gradient of a single step is not finite: the data, or states that have overflown, are not either.</exception>
    public static GradientFlow Of<T>(IRecurrentNetwork<T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<T> state = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.StateSize == 0)
        {
            throw new ArgumentException("A network without states carries nothing from step to step.", nameof(network));
        }

        var states = new T[network.StateSize];
        if (!state.IsEmpty)
        {
            SequenceCheck.Length(state.Length, network.StateSize, nameof(state));
            state.CopyTo(states);
        }

        if (inputs.IsEmpty || inputs.Length % network.InputSize != 0)
        {
            throw new ArgumentException(
                $"The length is {inputs.Length}; it must be a multiple of InputSize = {network.InputSize}, and not 0.", nameof(inputs));
        }

        return new(new JacobianProduct<T>(network).LogNorms(inputs, states));
    }

    /// <summary>The norm for a lag: the exponential of its <see cref="LogNorms"/>, which can be 0 or infinite where that is beyond <see cref="double"/>.</summary>
    /// <param name="lag">From 0 to the number of steps.</param>
    public double Norm(int lag) => Math.Exp(LogNorms[lag]);

    /// <summary>The verdict and the rate.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Verdict}: the norm of ∂h_t/∂h_k changes by a factor of {Rate:g4} per step, over {LogNorms.Count - 1} steps from {Norm(0):g3} to {Norm(LogNorms.Count - 1):g3}");

    /// <summary>The norms over the lag as a line of a chart, to compare networks in one. Its points have their logarithms to base 10, at any length.</summary>
    /// <param name="name">The line's name.</param>
    public ChartLine ToLine(string name) => Line(name, from: 0, lag => LogNorms[lag]);

    /// <summary>A chart of lines from <see cref="ToLine"/>, as the text of an SVG file.</summary>
    /// <param name="lines">The lines.</param>
    public static string ToSvg(params IReadOnlyList<ChartLine> lines) => new LineChart
    {
        Title = "The gradient on its way back through time",
        Horizontal = new("lag t − k, in steps"),
        Vertical = new("‖∂h_t/∂h_k‖") { IsLogarithmic = true },
        Lines = lines,
    }.ToSvg();

    /// <summary>A chart of the norms and, dashed, of the rate, as the text of an SVG file.</summary>
    public string ToSvg()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Rate:g4} per step");
        var fit = Line(name, _from, lag => LogNorms[_from] + Math.Log(Rate) * (lag - _from));
        return ToSvg(fit with { Color = ChartColor.Gray, IsDashed = true }, ToLine($"{Verdict}") with { Color = ChartColor.Blue });
    }

    private ChartLine Line(string name, int from, Func<int, double> logNorm) =>
        new(name, [.. Enumerable.Range(from, LogNorms.Count - from).Select(lag => ((double)lag, logNorm(lag) / Math.Log(10)))]) { HasLogarithms = true };

    private static GradientVerdict VerdictOn(double logChange) => logChange switch
    {
        < -1 => GradientVerdict.Vanishing,
        > 1 => GradientVerdict.Exploding,
        _ => GradientVerdict.Healthy,
    };

    private static double Slope(double[] values, int from)
    {
        if (double.IsNegativeInfinity(values[^1]))
        {
            return double.NegativeInfinity;
        }

        var middle = (from + values.Length - 1) / 2.0;
        var (sum, squares) = (0.0, 0.0);
        for (var i = from; i < values.Length; i++)
        {
            sum += (i - middle) * values[i];
            squares += (i - middle) * (i - middle);
        }

        return sum / squares;
    }
}
