using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    protected sealed override T EvaluateRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient) =>
        WeightedRow(output, target, T.One, gradient);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override double SumOf(in LossRows<T> rows) => SumOfElements(rows);

    /// <summary>
    /// The same bits without a call for each row, which may have one element. It becomes part of the override that calls it, and if that is in a sealed
    /// class, <see cref="EvaluateElement"/> becomes part of the loop.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected double SumOfElements(in LossRows<T> rows)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var gradient = rows.Gradients.IsEmpty ? default : rows.GradientOf(row);
            var weight = rows.WeightOf(row);
            if (weight == T.Zero)
            {
                gradient.Clear();
                continue;
            }

            sum += double.CreateChecked(weight) * double.CreateChecked(WeightedRow(rows.OutputOf(row), rows.TargetOf(row), weight, gradient));
        }

        return sum;
    }

    /// <summary>The loss of a row, and its gradient times a weight, unless there is no room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T WeightedRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T weight, Span<T> gradient)
    {
        var share = 1.0 / output.Length;
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
        {
            var (loss, slope) = EvaluateElement(Widen(output[i]), Widen(target[i]));
            sum += loss;
            if (!gradient.IsEmpty)
            {
                gradient[i] = T.CreateChecked(share * slope) * weight;
            }
        }

        return T.CreateChecked(share * sum);
    }

    // A scalar conversion leaves the rest of its register as it was, and so waits for the element before; this one does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen(T value) => typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated
        ? Vector128.WidenLower(Vector128.CreateScalar(float.CreateChecked(value))).ToScalar()
        : double.CreateChecked(value);
}
