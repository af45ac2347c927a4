using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Register tiles of eight vectors. Rows of w are read in order, 24 of them in one turn of the loop: Zen 5 streams from its
/// second-level cache a third faster if a loop has about 150 load instructions or more (measured: 190 against 130 GB/s).
/// </content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>Adds the products; columns are a multiple of eight vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTiles512(ref float z, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        var tile = 8 * Vector512<float>.Count;
        nint k = 0;
        for (; k <= inner - 24; k += 24)
        {
            for (nint column = 0; column < columns; column += tile)
            {
                AddRows512(ref Unsafe.Add(ref z, column), ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride + column), wStride, isLong: true);
            }
        }

        for (; k <= inner - 8; k += 8)
        {
            for (nint column = 0; column < columns; column += tile)
            {
                AddRows512(ref Unsafe.Add(ref z, column), ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride + column), wStride, isLong: false);
            }
        }

        for (; k < inner; k++)
        {
            for (nint column = 0; column < columns; column += tile)
            {
                AddRow512(ref Unsafe.Add(ref z, column), ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride + column));
            }
        }
    }

    /// <summary>Twenty-four rows, or eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRows512(ref float z, ref float a, ref float w, nint wStride, bool isLong)
    {
        var z0 = Vector512.LoadUnsafe(ref z);
        var z1 = Vector512.LoadUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        var z2 = Vector512.LoadUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        var z3 = Vector512.LoadUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        var z4 = Vector512.LoadUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        var z5 = Vector512.LoadUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        var z6 = Vector512.LoadUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        var z7 = Vector512.LoadUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
        MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 1, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 2, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 3, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 4, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 5, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 6, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        w = ref Unsafe.Add(ref w, wStride);
        MultiplyRow512(ref a, 7, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        if (isLong)
        {
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 8, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 9, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 10, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 11, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 12, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 13, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 14, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 15, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 16, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 17, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 18, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 19, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 20, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 21, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 22, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
            w = ref Unsafe.Add(ref w, wStride);
            MultiplyRow512(ref a, 23, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        }

        z0.StoreUnsafe(ref z);
        z1.StoreUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        z2.StoreUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        z3.StoreUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        z4.StoreUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        z5.StoreUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        z6.StoreUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        z7.StoreUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow512(ref float z, ref float a, ref float w)
    {
        var z0 = Vector512.LoadUnsafe(ref z);
        var z1 = Vector512.LoadUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        var z2 = Vector512.LoadUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        var z3 = Vector512.LoadUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        var z4 = Vector512.LoadUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        var z5 = Vector512.LoadUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        var z6 = Vector512.LoadUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        var z7 = Vector512.LoadUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
        MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
        z0.StoreUnsafe(ref z);
        z1.StoreUnsafe(ref z, (nuint)(1 * Vector512<float>.Count));
        z2.StoreUnsafe(ref z, (nuint)(2 * Vector512<float>.Count));
        z3.StoreUnsafe(ref z, (nuint)(3 * Vector512<float>.Count));
        z4.StoreUnsafe(ref z, (nuint)(4 * Vector512<float>.Count));
        z5.StoreUnsafe(ref z, (nuint)(5 * Vector512<float>.Count));
        z6.StoreUnsafe(ref z, (nuint)(6 * Vector512<float>.Count));
        z7.StoreUnsafe(ref z, (nuint)(7 * Vector512<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow512(
        ref float a, nint k, ref float w,
        ref Vector512<float> z0, ref Vector512<float> z1, ref Vector512<float> z2, ref Vector512<float> z3,
        ref Vector512<float> z4, ref Vector512<float> z5, ref Vector512<float> z6, ref Vector512<float> z7)
    {
        var y = Vector512.Create(Unsafe.Add(ref a, k));
        z0 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w), z0);
        z1 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(1 * Vector512<float>.Count)), z1);
        z2 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(2 * Vector512<float>.Count)), z2);
        z3 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(3 * Vector512<float>.Count)), z3);
        z4 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(4 * Vector512<float>.Count)), z4);
        z5 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(5 * Vector512<float>.Count)), z5);
        z6 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(6 * Vector512<float>.Count)), z6);
        z7 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w, (nuint)(7 * Vector512<float>.Count)), z7);
    }
}
