using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Register tiles of sixteen vectors, for machines with 32 registers. Rows of w are read in order, 12 in one turn of the
/// loop: 192 loads, as many as tiles of eight vectors have, with half their loads and stores of z.
/// </content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>Adds the products; columns are a multiple of sixteen vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWideTiles512(ref float z, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        var tile = 16 * Vector512<float>.Count;

        // The sums of a single tile stay in registers over all rows.
        var turn = columns == tile ? inner : 12;
        for (nint k = 0; k < inner; k += turn)
        {
            for (nint column = 0; column < columns; column += tile)
            {
                AddWideTile512(
                    ref Unsafe.Add(ref z, column), ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride + column),
                    wStride, nint.Min(turn, inner - k));
            }
        }
    }

    /// <summary>One tile: twelve rows at a time, then four, then one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddWideTile512(ref float z, ref float a, ref float w, nint wStride, nint inner)
    {
        var z0 = Vector512.LoadUnsafe(ref z);
        var z1 = Vector512.LoadUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        var z2 = Vector512.LoadUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        var z3 = Vector512.LoadUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        var z4 = Vector512.LoadUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        var z5 = Vector512.LoadUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        var z6 = Vector512.LoadUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        var z7 = Vector512.LoadUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
        var z8 = Vector512.LoadUnsafe(ref z, (nuint)(8 * Vector512<float>.Count));
        var z9 = Vector512.LoadUnsafe(ref z, (nuint)(9 * Vector512<float>.Count));
        var z10 = Vector512.LoadUnsafe(ref z, (nuint)(10 * Vector512<float>.Count));
        var z11 = Vector512.LoadUnsafe(ref z, (nuint)(11 * Vector512<float>.Count));
        var z12 = Vector512.LoadUnsafe(ref z, (nuint)(12 * Vector512<float>.Count));
        var z13 = Vector512.LoadUnsafe(ref z, (nuint)(13 * Vector512<float>.Count));
        var z14 = Vector512.LoadUnsafe(ref z, (nuint)(14 * Vector512<float>.Count));
        var z15 = Vector512.LoadUnsafe(ref z, (nuint)(15 * Vector512<float>.Count));
        for (; inner >= 12; inner -= 12)
        {
            MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 0, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 1, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 1, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 2, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 2, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 3, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 3, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 4, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 4, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 5, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 5, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 6, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 6, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 7, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 7, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 8, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 8, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 9, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 9, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 10, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 10, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 11, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 11, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            a = ref Unsafe.Add(ref a, 12);
        }

        for (; inner >= 4; inner -= 4)
        {
            MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 0, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 1, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 1, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 2, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 2, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 3, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 3, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            a = ref Unsafe.Add(ref a, 4);
        }

        for (; inner > 0; inner--)
        {
            MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            MultiplyRow512(ref a, 0, ref Unsafe.Add(ref w, 8 * Vector512<float>.Count), ref z8, ref z9, ref z10, ref z11, ref z12, ref z13, ref z14, ref z15);
            w = ref Unsafe.Add(ref w, wStride);
            a = ref Unsafe.Add(ref a, 1);
        }

        z0.StoreUnsafe(ref z);
        z1.StoreUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        z2.StoreUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        z3.StoreUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        z4.StoreUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        z5.StoreUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        z6.StoreUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        z7.StoreUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
        z8.StoreUnsafe(ref z, (nuint)(8 * Vector512<float>.Count));
        z9.StoreUnsafe(ref z, (nuint)(9 * Vector512<float>.Count));
        z10.StoreUnsafe(ref z, (nuint)(10 * Vector512<float>.Count));
        z11.StoreUnsafe(ref z, (nuint)(11 * Vector512<float>.Count));
        z12.StoreUnsafe(ref z, (nuint)(12 * Vector512<float>.Count));
        z13.StoreUnsafe(ref z, (nuint)(13 * Vector512<float>.Count));
        z14.StoreUnsafe(ref z, (nuint)(14 * Vector512<float>.Count));
        z15.StoreUnsafe(ref z, (nuint)(15 * Vector512<float>.Count));
    }
}
