using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// What training makes small: a number for every row, which is one stream at one time step, added up with weights. The weights say
/// which steps count and how much; <see cref="StepWeighting"/> fills them.
/// </summary>
/// <remarks>
/// A loss remembers nothing, so threads can share one. The rows are added in their order, in double. An own loss says what one row
/// costs and how that changes with the outputs:
/// <code>
/// public sealed class LogCosh : Loss&lt;double&gt;
/// {
///     protected override double EvaluateRow(ReadOnlySpan&lt;double&gt; output, ReadOnlySpan&lt;double&gt; target, Span&lt;double&gt; gradient)
///     {
///         var sum = 0.0;
///         for (var i = 0; i &lt; output.Length; i++)
///         {
///             var error = output[i] - target[i];
///             sum += Math.Log(Math.Cosh(error));
///             gradient[i] = Math.Tanh(error);
///         }
///
///         return sum;
///     }
/// }
/// </code>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Longer rows, whose gradients nobody wants, go to an array of the pool.
    private const int StackLength = 512;

    /// <summary>The number of target elements of a row: as many as outputs, unless the loss says otherwise.</summary>
    /// <param name="outputSize">The number of output elements of a row, 1 or more.</param>
    /// <exception cref="ArgumentException">The loss cannot serve rows of this size.</exception>
    public virtual int TargetSizeOf(int outputSize) => outputSize;

    /// <summary>The weighted sum Σ weights[r] · loss(output row r, target row r) and its gradient. Allocates nothing.</summary>
    /// <param name="outputs">What the network said, <c>[rows, outputSize]</c>, for example <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="targets">What it should have said, <c>[rows, TargetSizeOf(outputSize)]</c>.</param>
    /// <param name="weights">
    /// One for each row, for example <c>[time, batch]</c>. Where it is 0, neither outputs nor targets are looked at: they may be
    /// anything, NaN included, and their gradient is 0.
    /// </param>
    /// <param name="outputGradients">Receives ∂sum/∂outputs, laid out like <paramref name="outputs"/>; empty if it is not wanted.</param>
    /// <returns>The sum, 0 for no rows. It has the same bits whether or not the gradient is wanted.</returns>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, or the loss cannot be taken on a target. Nothing has been written then.
    /// </exception>
    public T Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> outputGradients)
    {
        var rows = weights.Length;
        if (rows == 0)
        {
            ThrowIfWrongLength(outputs.Length, 0, rows, nameof(outputs));
            ThrowIfWrongLength(targets.Length, 0, rows, nameof(targets));
            ThrowIfWrongLength(outputGradients.Length, 0, rows, nameof(outputGradients));
            return T.Zero;
        }

        if (outputs.IsEmpty || outputs.Length % rows != 0)
        {
            throw new ArgumentException(
                $"There are weights for {rows} rows, but the {outputs.Length} outputs are not a multiple of that.", nameof(outputs));
        }

        return Sum(outputs, targets, weights, T.Zero, rows, outputGradients);
    }

    /// <summary>The mean over all rows and its gradient: each row has the weight 1 / rows. Allocates nothing.</summary>
    /// <param name="outputs">What the network said, <c>[rows, outputSize]</c>; 1 row or more.</param>
    /// <param name="targets">What it should have said, <c>[rows, TargetSizeOf(outputSize)]</c>.</param>
    /// <param name="outputSize">The number of output elements of a row, 1 or more.</param>
    /// <param name="outputGradients">Receives ∂mean/∂outputs, laid out like <paramref name="outputs"/>; empty if it is not wanted.</param>
    /// <returns>The mean. It has the same bits whether or not the gradient is wanted.</returns>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, or the loss cannot be taken on a target. Nothing has been written then.
    /// </exception>
    public T Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputSize, Span<T> outputGradients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        if (outputs.IsEmpty || outputs.Length % outputSize != 0)
        {
            throw new ArgumentException(
                $"One or more rows of {outputSize} outputs are needed, but there are {outputs.Length} outputs.", nameof(outputs));
        }

        var rows = outputs.Length / outputSize;
        return Sum(outputs, targets, [], T.CreateChecked(1.0 / rows), rows, outputGradients);
    }

    /// <summary>What it is, and its settings. A <see cref="Trainer{T}"/> compares it when it resumes; a loss of your own that has settings overrides it.</summary>
    public override string ToString() => Settings.Text(this);

    /// <summary>The loss of one row and its gradient.</summary>
    /// <param name="output">The row's outputs.</param>
    /// <param name="target">The row's targets, <see cref="TargetSizeOf"/> elements.</param>
    /// <param name="gradient">Receives ∂loss/∂output, as many elements as <paramref name="output"/>; its content on entry is arbitrary.</param>
    /// <returns>The loss of the row.</returns>
    protected abstract T EvaluateRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient);

    /// <summary>
    /// Says what is wrong with a row's target, null if nothing is. Every row that counts is asked for before any is computed; what is
    /// said ends up in an exception, after the number of the row.
    /// </summary>
    /// <param name="target">The row's targets, <see cref="TargetSizeOf"/> elements.</param>
    /// <param name="outputSize">The number of output elements of the row.</param>
    protected virtual string? TargetFault(ReadOnlySpan<T> target, int outputSize) => null;

    /// <summary>Whether <see cref="TargetFault"/> need not be asked: of short rows that would take most of the time.</summary>
    private protected virtual bool TakesAnyTarget => false;

    /// <summary>The weighted sum of rows whose targets are sound, and its gradient.</summary>
    /// <param name="rows">The rows.</param>
    private protected virtual double SumOf(in LossRows<T> rows)
    {
        var (wanted, size) = (!rows.Gradients.IsEmpty, rows.OutputSize);
        T[]? rented = null;
        var unwanted = wanted ? default
            : size <= StackLength ? stackalloc T[StackLength]
            : rented = ArrayPool<T>.Shared.Rent(size);
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var gradient = wanted ? rows.GradientOf(row) : unwanted[..size];
            var weight = rows.WeightOf(row);
            if (weight == T.Zero)
            {
                gradient.Clear();
                continue;
            }

            var loss = EvaluateRow(rows.OutputOf(row), rows.TargetOf(row), gradient);
            TensorPrimitives.Multiply(gradient, weight, gradient);
            sum += double.CreateChecked(weight) * double.CreateChecked(loss);
        }

        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }

        return sum;
    }

    private T Sum(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, T weight, int count, Span<T> outputGradients)
    {
        ThrowIfWrongLength(targets.Length, (long)count * TargetSizeOf(outputs.Length / count), count, nameof(targets));
        if (!outputGradients.IsEmpty)
        {
            ThrowIfWrongLength(outputGradients.Length, outputs.Length, count, nameof(outputGradients));
        }

        var rows = new LossRows<T>(outputs, targets, weights, weight, count, outputGradients);
        if (!TakesAnyTarget)
        {
            ThrowIfTargetIsFaulty(rows, nameof(targets));
        }

        return T.CreateChecked(SumOf(rows));
    }

    private void ThrowIfTargetIsFaulty(in LossRows<T> rows, string paramName)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.WeightOf(row) != T.Zero && TargetFault(rows.TargetOf(row), rows.OutputSize) is { } fault)
            {
                throw new ArgumentException($"Row {row}: {fault}", paramName);
            }
        }
    }

    private static void ThrowIfWrongLength(int length, long expected, int rows, string paramName)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{rows} rows take {expected} elements here, but the span has {length}.", paramName);
        }
    }
}
