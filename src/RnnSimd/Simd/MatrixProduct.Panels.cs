using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Cuts a product into panels of a few vectors of columns, and panels into register tiles.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>
    /// From this number of rows on, a panel of w is copied together first. Rows of w that are a power of two apart share a few sets
    /// of the first-level cache and drive each other out; a copy pays for itself when enough tiles read it again.
    /// </summary>
    private const int PackedRows = 32;

    /// <summary>Rows of a panel that are multiplied before the next ones: 128 rows of four 512-bit vectors are 32 KiB.</summary>
    private const int PanelDepth = 128;

    /// <summary>
    /// z = start + a · w, one chain; <paramref name="start"/> may be z itself. With <paramref name="adds"/> the complete sum is added to the z that
    /// was there: for at most <see cref="PanelDepth"/> terms and at least a vector of columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Product(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns, bool adds)
    {
        if (rows == 0 || columns == 0)
        {
            return;
        }

        bool lanesWouldBeIdle = columns < Vector512<float>.Count && rows >= 2 * columns;
        if (columns < Vector128<float>.Count || lanesWouldBeIdle)
        {
            NarrowProduct(z, start, a, w, rows, inner, columns);
        }
        else
        {
            WideProduct(z, start, a, w, rows, inner, columns, adds);
        }
    }

    /// <summary>As the method above, for at least four columns (of double: two), with the widest vectors that fit into a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WideProduct(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns, bool adds)
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<float>.Count)
        {
            Panels512(z, start, a, w, rows, inner, columns, adds);
        }
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<float>.Count)
        {
            Panels256(z, start, a, w, rows, inner, columns, adds);
        }
        else
        {
            Panels128(z, start, a, w, rows, inner, columns, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static unsafe void Panels512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns, bool adds)
    {
        var memory = stackalloc byte[PanelDepth * 4 * sizeof(Vector512<float>) + Alignment];
        ref var panel = ref AlignedStart<float>(memory);
        nint vectors = HasThirtyTwoRegisters ? 4 : 2;
        nint depth = rows > 4 ? PanelDepth : inner;
        for (nint column = 0, width; column < columns; column += width)
        {
            width = rows == 1
                ? RowWidth(columns - column, Vector512<float>.Count)
                : PanelWidth(columns - column, vectors, Vector512<float>.Count);
            nint k = 0;
            do
            {
                var count = nint.Min(depth, inner - k);
                var rowsOfW = w.From(k, column);
                if (rows >= PackedRows && !w.IsPacked)
                {
                    var copy = new Weights<float>(ref panel, 4 * Vector512<float>.Count);
                    Pack512(copy, rowsOfW, count, width);
                    rowsOfW = copy;
                }

                Panel512(z.From(0, column), (k == 0 ? start : z).From(0, column), a.From(0, k), rowsOfW, rows, count, width, adds);
                k += depth;
            }
            while (k < inner);
        }
    }

    /// <summary>The next columns of a single row: eight vectors, or what is left, but never so many that less than one vector would be left.</summary>
    private static nint RowWidth(nint columns, nint lanes) =>
        columns <= 8 * lanes ? columns
        : columns < 9 * lanes ? 7 * lanes
        : 8 * lanes;

    /// <summary>
    /// The columns of the next panel: as many vectors as the largest tile has, if that leaves nothing or at least one; else what is left, if that
    /// fits into two, or two or one.
    /// </summary>
    private static nint PanelWidth(nint columns, nint vectors, nint lanes) =>
        columns == vectors * lanes || columns >= (vectors + 1) * lanes ? vectors * lanes
        : columns <= 2 * lanes ? columns
        : columns >= 3 * lanes ? 2 * lanes
        : lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Panel512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns, bool adds)
    {
        if (rows == 1)
        {
            OneByEight512(z, start, a, w, inner, columns, adds);
        }
        else if (columns == Vector512<float>.Count)
        {
            EightByOne512(z, start, a, w, rows, inner, adds);
        }
        else
        {
            FourRows512(z, start, a, inner, a, 0, w, rows, columns, adds);
        }
    }

    /// <summary>A panel of four vectors, or of one or two, in tiles of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourRows512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, nint inner, StridedView<float> b, nint innerOfB,
        Weights<float> w, nint rows, nint columns, bool adds)
    {
        for (nint row = 0; row < rows; row += 4)
        {
            if (columns == 4 * Vector512<float>.Count)
            {
                FourByFour512(in z, in start, in a, in b, row, rows, ref w.Start, w.RowStride, inner, innerOfB, adds);
            }
            else
            {
                FourByTwo512(in z, in start, in a, in b, row, rows, ref w.Start, w.RowStride, inner, innerOfB, columns, adds);
            }
        }
    }
}
