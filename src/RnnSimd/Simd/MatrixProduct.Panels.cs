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
        nint vectors = rows == 1 ? 8 : HasThirtyTwoRegisters ? 4 : 2;
        nint depth = rows > 4 ? PanelDepth : inner;
        for (nint column = 0, width; column < columns; column += width)
        {
            width = PanelWidth(columns - column, vectors, Vector512<float>.Count);
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

    /// <summary>The next panel: so many vectors, or what is left, but never so many that less than one vector would be left.</summary>
    private static nint PanelWidth(nint columns, nint vectors, nint lanes) =>
        columns <= vectors * lanes ? columns
        : columns < (vectors + 1) * lanes ? (vectors - 1) * lanes
        : vectors * lanes;

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
        else if (columns > 2 * Vector512<float>.Count)
        {
            FourByFour512(z, start, a, w, rows, inner, columns, adds);
        }
        else
        {
            FourByTwo512(z, start, a, w, rows, inner, columns, adds);
        }
    }
}
