using System.Numerics;

namespace RnnSimd.Training;

/// <summary>What a loss is taken of: rows of outputs, their targets and weights, and where the gradients go.</summary>
/// <param name="outputs">The outputs of all rows, one row or more.</param>
/// <param name="targets">Their targets.</param>
/// <param name="weights">A weight for each row; empty if they have a common one.</param>
/// <param name="weight">The common weight.</param>
/// <param name="count">The number of rows.</param>
/// <param name="gradients">Receives the gradients of the outputs; empty if they are not wanted.</param>
internal readonly ref struct LossRows<T>(
    ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, T weight, int count, Span<T> gradients)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _weights = weights;

    /// <summary>The outputs of all rows.</summary>
    public ReadOnlySpan<T> Outputs { get; } = outputs;

    /// <summary>The targets of all rows.</summary>
    public ReadOnlySpan<T> Targets { get; } = targets;

    /// <summary>Receives the gradients of all outputs; empty if they are not wanted.</summary>
    public Span<T> Gradients { get; } = gradients;

    /// <summary>The number of rows.</summary>
    public int Count => count;

    /// <summary>The number of output elements of a row.</summary>
    public int OutputSize { get; } = outputs.Length / count;

    /// <summary>The number of target elements of a row.</summary>
    public int TargetSize { get; } = targets.Length / count;

    /// <summary>What a row counts; where it is 0, nobody looks at the row.</summary>
    public T WeightOf(int row) => _weights.IsEmpty ? weight : _weights[row];

    /// <summary>The outputs of a row.</summary>
    public ReadOnlySpan<T> OutputOf(int row) => Outputs.Slice(row * OutputSize, OutputSize);

    /// <summary>The targets of a row.</summary>
    public ReadOnlySpan<T> TargetOf(int row) => Targets.Slice(row * TargetSize, TargetSize);

    /// <summary>Receives the gradients of a row.</summary>
    public Span<T> GradientOf(int row) => Gradients.Slice(row * OutputSize, OutputSize);
}
