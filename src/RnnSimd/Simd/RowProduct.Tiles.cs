using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// The order in which register tiles go over the weights. Rows of w are read as they stand in memory, and a turn of a tile's loop
/// has 192 loads of weights: Zen 5 streams from its second-level cache a third faster if a loop has about 150 load
/// instructions or more (measured: 190 against 130 GB/s).
/// </content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>z = start + a · w for as many columns as are a multiple of eight vectors; returns their number. A null start is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Tiled512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        nint tile = 8 * Vector512<float>.Count;
        var tiled = columns / tile * tile;
        var wide = MatrixProduct.HasThirtyTwoRegisters ? columns / (2 * tile) * (2 * tile) : 0;
        if (wide > 0)
        {
            Tiles512(ref z, ref start, ref a, ref w, wStride, inner, wide, isWide: true);
        }

        if (wide < tiled)
        {
            Tiles512(
                ref Unsafe.Add(ref z, wide), ref From(ref start, wide), ref a, ref Unsafe.Add(ref w, wide),
                wStride, inner, tiled - wide, isWide: false);
        }

        return tiled;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tiles512(
        ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns, bool isWide)
    {
        nint tile = (isWide ? 16 : 8) * Vector512<float>.Count;

        // The sums of a single tile stay in registers over all rows.
        var turn = columns == tile ? inner : isWide ? 12 : 24;
        nint k = 0;
        do
        {
            var rows = nint.Min(turn, inner - k);
            for (nint column = 0; column < columns; column += tile)
            {
                ref var sums = ref Unsafe.Add(ref z, column);
                ref var from = ref k == 0 ? ref From(ref start, column) : ref sums;
                ref var factors = ref Unsafe.Add(ref a, k);
                ref var weights = ref Unsafe.Add(ref w, k * wStride + column);
                if (isWide)
                {
                    WideTile512(ref sums, ref from, ref factors, ref weights, wStride, rows);
                }
                else
                {
                    Tile512(ref sums, ref from, ref factors, ref weights, wStride, rows);
                }
            }

            k += turn;
        }
        while (k < inner);
    }

    /// <summary>A later column of the start, which may be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float From(ref float start, nint column) =>
        ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, column);

    /// <summary>z += y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow512(ref float z, ref float y, nint columns)
    {
        nint column = 0;
        for (; column <= columns - Vector512<float>.Count; column += Vector512<float>.Count)
        {
            ref var sum = ref Unsafe.Add(ref z, column);
            (Vector512.LoadUnsafe(ref sum) + Vector512.LoadUnsafe(ref Unsafe.Add(ref y, column))).StoreUnsafe(ref sum);
        }

        for (; column < columns; column++)
        {
            Unsafe.Add(ref z, column) += Unsafe.Add(ref y, column);
        }
    }
}
