using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// The mean over all N elements of (output − target)²; its gradient with respect to an output is 2 (output − target) / N. There is
/// no factor ½, and N counts time steps, streams and features alike, so that the value does not grow with the batch.
/// </summary>
public static class MeanSquaredError
{
    // Errors are squared and summed block by block, so that the order of the sum is the same with and without gradients.
    private const int BlockLength = 512;

    /// <summary>Computes the loss and its gradient. Allocates nothing.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">What the network said, for example <c>[time, batch, feature]</c>; any shape of 1 or more elements.</param>
    /// <param name="targets">What it should have said, in the same shape.</param>
    /// <param name="outputGradients">Receives ∂loss/∂outputs, in the same shape; empty if it is not wanted.</param>
    /// <returns>The loss. It is NaN or infinite exactly if an error is, or if its square overflows.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or <paramref name="outputs"/> is empty.</exception>
    public static T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> outputGradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (outputs.IsEmpty)
        {
            throw new ArgumentException("The mean of no elements is undefined: at least one output is needed.", nameof(outputs));
        }

        ThrowIfWrongLength(targets.Length, outputs.Length, nameof(targets));
        if (!outputGradients.IsEmpty)
        {
            ThrowIfWrongLength(outputGradients.Length, outputs.Length, nameof(outputGradients));
        }

        var factor = T.CreateChecked(2.0 / outputs.Length);
        var sum = 0.0;
        Span<T> scratch = stackalloc T[BlockLength];
        for (var start = 0; start < outputs.Length; start += BlockLength)
        {
            var block = new Range(start, Math.Min(start + BlockLength, outputs.Length));
            var errors = scratch[..(block.End.Value - start)];
            TensorPrimitives.Subtract(outputs[block], targets[block], errors);
            sum += double.CreateChecked(SumOfSquares.Of<T>(errors));
            if (!outputGradients.IsEmpty)
            {
                TensorPrimitives.Multiply(errors, factor, outputGradients[block]);
            }
        }

        return T.CreateChecked(sum / outputs.Length);
    }

    private static void ThrowIfWrongLength(int length, int expected, string paramName)
    {
        if (length != expected)
        {
            throw new ArgumentException($"There are {expected} outputs, but the span has {length} elements.", paramName);
        }
    }
}
