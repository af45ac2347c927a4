using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnSimd.Training;

/// <summary>
/// For outputs that are logits of independent yes-no questions, the mean over the N elements of a row of
/// −y log σ(x) − (1 − y) log(1 − σ(x)), where σ(x) = 1 / (1 + e⁻ˣ) is the probability of yes and the target y lies in 0 … 1. Its
/// gradient with respect to an output is (σ(x) − y) / N.
/// </summary>
/// <remarks>
/// The network ends in a layer without activation, such as <see cref="Cells.Dense"/>: the sigmoid belongs to the loss. It is computed as
/// max(x, 0) − x y + log(1 + e^−|x|), which neither overflows nor takes the logarithm of 0.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BinaryCrossEntropy<T> : ElementwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) EvaluateElement(double output, double target)
    {
        var e = Math.Exp(-Math.Abs(output));
        var probability = (output >= 0 ? 1 : e) / (1 + e);
        return (Math.Max(output, 0) - output * target + double.LogP1(e), probability - target);
    }

    /// <inheritdoc/>
    protected override string? TargetFault(ReadOnlySpan<T> target, int outputSize)
    {
        for (var i = 0; i < target.Length; i++)
        {
            if (!(target[i] >= T.Zero && target[i] <= T.One))
            {
                return $"target {i} has to be a probability, 0 to 1, but it is {target[i]}.";
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override double SumOf(in LossRows<T> rows) => SumOfElements(rows);
}
