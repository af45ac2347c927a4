namespace RnnSimd;

/// <summary>
/// Names one trainable parameter of a network and says where its elements stand in <see cref="IRecurrentNetwork{T}.Parameters"/>:
/// element (r, c) stands at <c>Offset + r * RowStride + c * ColumnStride</c>.
/// </summary>
/// <param name="Name">Layer index and field name, for example <c>"0.Wi"</c>.</param>
/// <param name="Rows">Rows: the outputs of a matrix, the elements of a vector, 1 for a scalar.</param>
/// <param name="Columns">Columns: the inputs of a matrix; 1 for a vector or a scalar.</param>
/// <param name="Offset">Index of element (0, 0).</param>
/// <param name="RowStride">Distance from one row to the next.</param>
/// <param name="ColumnStride">Distance from one column to the next.</param>
/// <param name="Rank">2 for a matrix, 1 for a vector, 0 for a scalar.</param>
/// <param name="IsFrozen">Whether the field is marked <see cref="Equations.FrozenAttribute"/>: its gradient is always zero.</param>
public sealed record ParameterInfo(
    string Name, int Rows, int Columns, int Offset, int RowStride, int ColumnStride, int Rank, bool IsFrozen = false)
{
    /// <summary>The number of elements, <see cref="Rows"/> times <see cref="Columns"/>.</summary>
    public int Count => Rows * Columns;
}
