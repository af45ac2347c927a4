using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Copies of weights in panels, for products that use them many times. Rows of weights that are a power of two apart share a few sets of the first-level
/// cache and drive each other out; those of a panel stand together.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>Copies weights into panels: see <see cref="Weights.Panels"/>.</summary>
    /// <param name="packed">Receives <paramref name="rows"/> times <paramref name="columns"/> elements.</param>
    /// <param name="w"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="rows">Rows of w, 0 or more.</param>
    /// <param name="columns">Columns of w, a multiple of those of a panel: 64 of float, 32 of double.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or columns do not fill panels.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pack(ref float packed, ref readonly float w, int wStride, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        CheckPanels(columns, (int)Weights<float>.PanelColumns, nameof(columns));
        var from = Weights.Rows(in w, wStride);
        var to = Weights.Panels(in packed, rows);
        if (Vector512.IsHardwareAccelerated)
        {
            PackAll512(to, from, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            PackAll256(to, from, rows, columns);
        }
        else
        {
            PackAll128(to, from, rows, columns);
        }
    }

    /// <summary>Copies the transpose of weights into panels.</summary>
    /// <param name="packed">Receives <paramref name="rows"/> times <paramref name="columns"/> elements.</param>
    /// <param name="w"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="rows">Rows of w and columns of the copy, a multiple of those of a panel: 64 of float, 32 of double.</param>
    /// <param name="columns">Columns of w and rows of the copy, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or rows do not fill panels.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void PackTransposed(ref float packed, ref readonly float w, int wStride, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        CheckPanels(rows, (int)Weights<float>.PanelColumns, nameof(rows));
        var from = StridedView<float>.OfReadOnly(in w, wStride);
        var to = Weights.Panels(in packed, columns);
        nint width = Weights<float>.PanelColumns;
        for (nint row = 0; row < rows; row += width)
        {
            Transpose(new StridedView<float>(ref to.At(0, row), width), from.From(row, 0), width, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CheckPanels(int columns, int panelColumns, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns, name);
        if (columns % panelColumns != 0)
        {
            throw new ArgumentOutOfRangeException(name, columns, $"Panels have {panelColumns} columns, so there must be a multiple of that.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PackAll512(Weights<float> packed, Weights<float> w, nint rows, nint columns)
    {
        for (nint column = 0; column < columns; column += 4 * Vector512<float>.Count)
        {
            Pack512(packed.From(0, column), w.From(0, column), rows, 4 * Vector512<float>.Count);
        }
    }

    /// <summary>Copies rows of one to four vectors. Vectors that do not fit are moved back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pack512(Weights<float> packed, Weights<float> w, nint rows, nint columns)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        for (nint row = 0; row < rows; row++)
        {
            ref var from = ref w.At(row, 0);
            ref var to = ref packed.At(row, 0);
            var x0 = Vector512.LoadUnsafe(ref from);
            var x1 = Vector512.LoadUnsafe(ref from, (nuint)c1);
            var x2 = Vector512.LoadUnsafe(ref from, (nuint)c2);
            var x3 = Vector512.LoadUnsafe(ref from, (nuint)c3);
            x0.StoreUnsafe(ref to);
            x1.StoreUnsafe(ref to, (nuint)c1);
            x2.StoreUnsafe(ref to, (nuint)c2);
            x3.StoreUnsafe(ref to, (nuint)c3);
        }
    }
}
