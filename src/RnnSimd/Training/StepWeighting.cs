using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RnnSimd.Training;

/// <summary>
/// How much each time step of each stream counts in a loss: it fills the weights that <see cref="Loss{T}.Evaluate(ReadOnlySpan{T},
/// ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/> takes.
/// </summary>
/// <remarks>
/// A step counts if it comes before the end of its stream and after the burn-in. Below, N is the number of steps that count, of all
/// streams, and S the number of streams that have one.
/// </remarks>
public sealed class StepWeighting
{
    private readonly bool _onlyLast;
    private readonly bool _meanOverSteps;
    private readonly double[]? _ofStep;

    private StepWeighting(bool onlyLast = false, bool meanOverSteps = false, double[]? ofStep = null) =>
        (_onlyLast, _meanOverSteps, _ofStep) = (onlyLast, meanOverSteps, ofStep);

    /// <summary>The mean over all steps that count, 1 / N each.</summary>
    public static StepWeighting Mean { get; } = new(meanOverSteps: true);

    /// <summary>The sum over time, which is the loss of the textbooks, as a mean over the streams: 1 / S for each step that counts.</summary>
    public static StepWeighting Sum { get; } = new();

    /// <summary>Each stream's own last step that counts, 1 / S; all others 0. For networks that read a sequence and then say one thing.</summary>
    public static StepWeighting Last { get; } = new(onlyLast: true);

    /// <summary>Whether it is a mean over steps.</summary>
    internal bool IsMean => _meanOverSteps;

    /// <summary>Whether no other step of a stream counts than its last.</summary>
    internal bool CountsLastOnly => _onlyLast;

    /// <summary>Weights of your own for each time step, as a mean over the streams: w[t] / S for each step that counts.</summary>
    /// <param name="weights">w, finite; at least as many as any sequence has time steps.</param>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public static StepWeighting PerStep(params ReadOnlySpan<double> weights)
    {
        for (var t = 0; t < weights.Length; t++)
        {
            if (!double.IsFinite(weights[t]))
            {
                throw new ArgumentException($"All weights must be finite, but that of step {t} is {weights[t]}.", nameof(weights));
            }
        }

        return new(ofStep: weights.ToArray());
    }

    /// <summary>Fills the weights of a batch. Allocates nothing.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">Receives <c>[time, batch]</c>; its length decides the number of time steps. All 0 if no step counts.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; those after them count nothing. Empty if all are full.</param>
    /// <param name="burnIn">How many steps at the start count nothing, while the state forgets where it began: 0 or more.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a stream is longer than there are time steps.</exception>
    public void Fill<T>(Span<T> weights, int batch, ReadOnlySpan<int> lengths = default, int burnIn = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var steps = StepsOf(weights.Length, batch, lengths);
        ArgumentOutOfRangeException.ThrowIfNegative(burnIn);
        FillWindow(weights, batch, lengths, burnIn, steps, firstStep: 0);
    }

    /// <summary>Mean, Sum or Last, or how many weights there are and a hash of them.</summary>
    public override string ToString() =>
        _ofStep is not null ? $"PerStep({_ofStep.Length} weights, SHA-256 {Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(_ofStep)))[..16]})"
        : _onlyLast ? nameof(Last)
        : _meanOverSteps ? nameof(Mean)
        : nameof(Sum);

    /// <summary>
    /// Fills the weights of a window of longer sequences. The mean is one over the steps of the window; ends and burn-in are those of the sequences.
    /// </summary>
    internal void FillWindow<T>(Span<T> weights, int batch, ReadOnlySpan<int> lengths, int burnIn, int steps, int firstStep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_ofStep is not null && _ofStep.Length < steps)
        {
            throw new ArgumentException($"There are weights for {_ofStep.Length} time steps, but {steps} are to be weighted.", nameof(weights));
        }

        var end = firstStep + weights.Length / batch;
        var divisor = ShareOf(batch, lengths, burnIn, steps, firstStep, end).Factor;
        for (var t = firstStep; t < end; t++)
        {
            var weight = T.CreateChecked((_ofStep?[t] ?? 1) / divisor);
            for (var stream = 0; stream < batch; stream++)
            {
                var length = LengthOf(stream, lengths, steps);
                var counts = t >= burnIn && (_onlyLast ? t == length - 1 : t < length);
                weights[(t - firstStep) * batch + stream] = counts ? weight : T.Zero;
            }
        }
    }

    /// <summary>
    /// What the loss of a window of longer sequences is in the mean over a data set: over steps if that is what it is a mean of, else over streams, which
    /// are counted once, with their first window.
    /// </summary>
    internal LossShare ShareOf(int batch, ReadOnlySpan<int> lengths, int burnIn, int steps, int firstStep, int endStep)
    {
        var (countingSteps, countingStreams) = (0L, 0);
        for (var stream = 0; stream < batch; stream++)
        {
            var length = LengthOf(stream, lengths, steps);
            var (first, end) = (Math.Max(_onlyLast ? length - 1 : 0, Math.Max(burnIn, firstStep)), Math.Min(length, endStep));
            countingStreams += length > burnIn ? 1 : 0;
            countingSteps += Math.Max(end - first, 0) - ZerosBetween(first, end);
        }

        return _meanOverSteps
            ? new(countingSteps > 0, countingSteps, countingSteps)
            : new(countingSteps > 0, countingStreams, firstStep == 0 ? countingStreams : 0);
    }

    // Of steps of a user's own weights that are missing all is refused where they are filled in.
    private int ZerosBetween(int first, int end) =>
        _ofStep is null || first >= Math.Min(end, _ofStep.Length) ? 0 : _ofStep.AsSpan(first, Math.Min(end, _ofStep.Length) - first).Count(0);

    private static int LengthOf(int stream, ReadOnlySpan<int> lengths, int steps) => lengths.IsEmpty ? steps : lengths[stream];

    private static int StepsOf(int weights, int batch, ReadOnlySpan<int> lengths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (weights % batch != 0)
        {
            throw new ArgumentException($"{weights} weights are not whole time steps of {batch} streams.", nameof(weights));
        }

        SequenceCheck.Lengths(lengths, batch, steps: weights / batch);
        return weights / batch;
    }
}
