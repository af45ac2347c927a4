using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Tiles of eight vectors: as many sums as fit in 16 registers beside what is loaded.</content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>z = start + a · w for eight vectors of z: 24 rows at a time, then eight, then one. A null start is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner)
    {
        Vector512<float> z0, z1, z2, z3, z4, z5, z6, z7;
        if (Unsafe.IsNullRef(ref start))
        {
            z0 = z1 = z2 = z3 = z4 = z5 = z6 = z7 = Vector512<float>.Zero;
        }
        else
        {
            z0 = Vector512.LoadUnsafe(ref start);
            z1 = Vector512.LoadUnsafe(ref start, (nuint)(1 * Vector512<float>.Count));
            z2 = Vector512.LoadUnsafe(ref start, (nuint)(2 * Vector512<float>.Count));
            z3 = Vector512.LoadUnsafe(ref start, (nuint)(3 * Vector512<float>.Count));
            z4 = Vector512.LoadUnsafe(ref start, (nuint)(4 * Vector512<float>.Count));
            z5 = Vector512.LoadUnsafe(ref start, (nuint)(5 * Vector512<float>.Count));
            z6 = Vector512.LoadUnsafe(ref start, (nuint)(6 * Vector512<float>.Count));
            z7 = Vector512.LoadUnsafe(ref start, (nuint)(7 * Vector512<float>.Count));
        }

        for (; inner >= 24; inner -= 24)
        {
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
            w = ref Unsafe.Add(ref w, wStride);
            a = ref Unsafe.Add(ref a, 24);
        }

        for (; inner >= 8; inner -= 8)
        {
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
            w = ref Unsafe.Add(ref w, wStride);
            a = ref Unsafe.Add(ref a, 8);
        }

        for (; inner > 0; inner--)
        {
            MultiplyRow512(ref a, 0, ref w, ref z0, ref z1, ref z2, ref z3, ref z4, ref z5, ref z6, ref z7);
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
