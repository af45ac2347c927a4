using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// A loss that is, for each row, the mean over its elements of a function of one output and its target. It is computed in double
/// whatever <typeparamref name="T"/> is.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class ElementwiseLoss<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The loss of one element and its derivative with respect to the output.</summary>
    /// <param name="output">What the network said.</param>
    /// <param name="target">What it should have said.</param>
    protected abstract (double Loss, double Slope) EvaluateElement(double output, double target);

    /// <inheritdoc/>
    protected sealed override T EvaluateRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient)
    {
        var share = 1.0 / output.Length;
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
        {
            var (loss, slope) = EvaluateElement(double.CreateChecked(output[i]), double.CreateChecked(target[i]));
            sum += loss;
            gradient[i] = T.CreateChecked(share * slope);
        }

        return T.CreateChecked(share * sum);
    }
}
