using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>For generated code: makes views of weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Weights
{
    /// <summary>Weights in plain rows, one for each element of the vector that they are applied to.</summary>
    /// <param name="start">Element (0, 0).</param>
    /// <param name="stride">Distance between rows.</param>
    public static Weights<T> Rows<T>(ref readonly T start, int stride)
        where T : unmanaged =>
        new(ref Unsafe.AsRef(in start), stride);

    /// <summary>Weights that may have been packed.</summary>
    /// <param name="parameters">A network's parameters.</param>
    /// <param name="packed">Their copy in panels, or a null reference.</param>
    /// <param name="offset">Where the matrix starts in both.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="columns">The number of its columns, which are all that its rows have.</param>
    public static Weights<T> Of<T>(ref readonly T parameters, ref readonly T packed, int offset, int rows, int columns)
        where T : unmanaged =>
        Unsafe.IsNullRef(in packed)
            ? Rows(in Unsafe.Add(ref Unsafe.AsRef(in parameters), offset), columns)
            : Panels(in Unsafe.Add(ref Unsafe.AsRef(in packed), offset), rows);

    /// <summary>Weights in panels, as <see cref="MatrixProduct"/>'s Pack and PackTransposed leave them.</summary>
    /// <param name="start">Element (0, 0).</param>
    /// <param name="rows">The number of rows of the whole matrix.</param>
    public static Weights<T> Panels<T>(ref readonly T start, int rows)
        where T : unmanaged =>
        new(ref Unsafe.AsRef(in start), Weights<T>.PanelColumns, rows * Weights<T>.PanelColumns);
}

/// <summary>
/// For generated code: a view of a matrix of weights. Its columns are cut into panels of four 512-bit vectors; panels stand side by side in plain
/// rows, or, packed, one behind the other, so that the rows of a panel are together. It knows no bounds.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Weights<T>
    where T : unmanaged
{
    internal readonly ref T Start;
    internal readonly nint RowStride;
    private readonly nint _panelStride;

    /// <summary>Plain rows.</summary>
    internal Weights(ref T start, nint rowStride)
        : this(ref start, rowStride, PanelColumns)
    {
    }

    internal Weights(ref T start, nint rowStride, nint panelStride)
    {
        Start = ref start;
        RowStride = rowStride;
        _panelStride = panelStride;
    }

    /// <summary>The columns of a panel.</summary>
    internal static nint PanelColumns => 4 * Vector512<T>.Count;

    /// <summary>Whether the rows of a panel are together.</summary>
    internal bool IsPacked => _panelStride != PanelColumns;

    /// <summary>The distance of a column from the first.</summary>
    internal nint OffsetOf(nint column) => (nint)((nuint)column / (nuint)PanelColumns) * _panelStride + (nint)((nuint)column % (nuint)PanelColumns);

    internal ref T At(nint row, nint column) => ref Unsafe.Add(ref Start, row * RowStride + OffsetOf(column));

    /// <summary>The view from an element on; if the weights are packed, what is used of it stays in the panel or starts with a panel.</summary>
    internal Weights<T> From(nint row, nint column) => new(ref At(row, column), RowStride, _panelStride);
}
