using System.Numerics;
using System.Numerics.Tensors;
using RnnSimd.Simd;

namespace RnnSimd.Training;

/// <summary>
/// For outputs that are logits of classes, for example the tokens of a vocabulary: −log of the probability that their softmax gives to
/// the right one. The target of a row is one number, the class, 0 … outputSize − 1; the gradient is softmax(outputs), less 1 at the class.
/// </summary>
/// <remarks>
/// The network ends in a layer without activation, such as <see cref="Cells.Dense"/>: the softmax belongs to the loss. With the largest
/// logit m, it is m + log Σ exp(xᵢ − m) − x[class], which overflows for no finite logits. A logit of −∞ says that a class is impossible.
/// e to the power of the mean is the perplexity.
/// </remarks>
/// <typeparam name="T"><see cref="float"/>, which counts to 2²⁴ without a gap, or <see cref="double"/>.</typeparam>
public sealed class CrossEntropy<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>1: a row's target is its class.</summary>
    /// <param name="outputSize">The number of classes.</param>
    public override int TargetSizeOf(int outputSize) => 1;

    /// <inheritdoc/>
    protected override T EvaluateRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient)
    {
        var right = int.CreateChecked(target[0]);
        TensorPrimitives.Subtract(output, TensorPrimitives.Max(output), gradient);
        var logit = gradient[right];
        RowExp.Apply(gradient);
        var sum = OrderedSum.Of<T>(gradient);
        TensorPrimitives.Divide(gradient, sum, gradient);
        gradient[right] -= T.One;
        return T.Log(sum) - logit;
    }

    /// <inheritdoc/>
    protected override string? TargetFault(ReadOnlySpan<T> target, int outputSize) =>
        T.IsInteger(target[0]) && target[0] >= T.Zero && target[0] < T.CreateChecked(outputSize)
            ? null
            : $"the target has to be a class, one of 0 to {outputSize - 1}, but it is {target[0]}.";
}
