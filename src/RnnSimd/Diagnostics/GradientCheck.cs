using System.Globalization;
using System.Text;

namespace RnnSimd.Diagnostics;

/// <summary>
/// A network's gradients held against central differences, for every parameter, the inputs and the initial state: for cells of one's own and for
/// anything else that implements <see cref="IRecurrentNetwork{T}"/>.
/// </summary>
/// <remarks>
/// <para>
/// The loss is Σ w y over all outputs and the final state, with random weights w, so no part of the gradient can cancel another. Each element is moved
/// by ±h and ±h/2, and the two slopes are extrapolated to h = 0, which leaves an error of order h⁴. h is 2⁻¹⁰ (times the element, if that is
/// above 1) and becomes smaller only where the loss is so curved that the slopes disagree by more than the tolerance: a longer step has less
/// rounding. Where even h = 2⁻²⁰ leaves them in doubt, as in the kink of a ReLU or of a maximum, differences decide nothing and the element is
/// counted as <see cref="GradientComparison.Undecided"/>.
/// </para>
/// <para>
/// The error of an element is |analytic − numeric| over the larger of both magnitudes, so that a small gradient is held as exactly as a large
/// one. A gradient so small that the rounding of the loss covers it at this tolerance is compared to that rounding instead.
/// </para>
/// <para>
/// It needs 4 to 16 calls of <see cref="IRecurrentNetwork{T}.Forward(ReadOnlySpan{T}, Span{T}, Span{T}, int, Tape{T})"/> for each element, all with the same dropout: give it few steps and few streams. A network in
/// <see cref="float"/> cannot be checked, because half of its 7 digits are lost in a difference; declare its layers once more with
/// <see cref="Precision.Double"/>, for which the generator writes the same equations and the same derivatives.
/// </para>
/// </remarks>
/// <param name="Tolerance">The largest error that is no fault.</param>
/// <param name="Comparisons">
/// One for each parameter that is not frozen, then <c>"inputs"</c> (rows: time · batch + stream; columns: features) unless they are tokens,
/// between which there is nothing, then <c>"state"</c>, the initial one (rows: streams).
/// </param>
public sealed record GradientCheck(double Tolerance, IReadOnlyList<GradientComparison> Comparisons)
{
    /// <summary>
    /// Whether all gradients agree with the differences. One whose elements are all undecided has not been shown to, and then this is false: take other data.
    /// </summary>
    public bool Passed => Comparisons.All(comparison => comparison.Error <= Tolerance);

    /// <summary>The largest error of all; NaN if differences could decide nothing.</summary>
    public double WorstError => Comparisons.Select(comparison => comparison.Error).Where(error => !double.IsNaN(error)).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Checks a network at its present parameters. They have the same bits afterwards, even if this throws; meanwhile nobody else may use them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>, of one step or more.</param>
    /// <param name="state"><c>[batch, StateSize]</c>, the initial state; empty for zeros.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="tolerance">The largest error that is no fault, above 0 and below 1.</param>
    /// <param name="seed">Of the loss's weights, and of dropout.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, there is no time step, or the outputs or the final state are not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batch"/> or <paramref name="tolerance"/> is out of range.</exception>
    public static GradientCheck Of(
        IRecurrentNetwork<double> network, ReadOnlySpan<double> inputs, ReadOnlySpan<double> state = default, int batch = 1, double tolerance = 1e-6, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!(tolerance is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be above 0 and below 1.");
        }

        var parameters = network.Parameters.ToArray();
        try
        {
            var loss = new WeightedLoss(network, inputs, state, batch, seed);
            var difference = new CentralDifference(loss, tolerance);
            return new(tolerance, [.. loss.Differentiate().Select(gradient => GradientComparison.Of(gradient, difference))]);
        }
        finally
        {
            parameters.CopyTo(network.Parameters);
        }
    }

    /// <summary>A table: for each comparison its worst element.</summary>
    public override string ToString()
    {
        var width = Comparisons.Max(comparison => comparison.Name.Length);
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"Gradients against central differences, tolerance {Tolerance:0.#e-0}: {(Passed ? "passed" : "FAILED")}");
        foreach (var comparison in Comparisons)
        {
            var mark = comparison.Error <= Tolerance ? "  " : "! ";
            table.Append('\n').Append(mark).Append(comparison.Name.PadRight(width)).Append("  ").Append(comparison.Describe());
        }

        return table.ToString();
    }
}
