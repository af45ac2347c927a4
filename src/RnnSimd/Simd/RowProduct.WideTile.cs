using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Tiles of sixteen vectors, for machines with 32 registers.</content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>z = start + a · w for sixteen vectors of z: twelve rows at a time, then four, then one. A null start is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WideTile512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner)
    {
        Vector512<float> z0, z1, z2, z3, z4, z5, z6, z7,
            z8, z9, z10, z11, z12, z13, z14, z15;
        if (Unsafe.IsNullRef(ref start))
        {
            z0 = z1 = z2 = z3 = z4 = z5 = z6 = z7 = Vector512<float>.Zero;
            z8 = z9 = z10 = z11 = z12 = z13 = z14 = z15 = Vector512<float>.Zero;
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
            z8 = Vector512.LoadUnsafe(ref start, (nuint)(8 * Vector512<float>.Count));
            z9 = Vector512.LoadUnsafe(ref start, (nuint)(9 * Vector512<float>.Count));
            z10 = Vector512.LoadUnsafe(ref start, (nuint)(10 * Vector512<float>.Count));
            z11 = Vector512.LoadUnsafe(ref start, (nuint)(11 * Vector512<float>.Count));
            z12 = Vector512.LoadUnsafe(ref start, (nuint)(12 * Vector512<float>.Count));
            z13 = Vector512.LoadUnsafe(ref start, (nuint)(13 * Vector512<float>.Count));
            z14 = Vector512.LoadUnsafe(ref start, (nuint)(14 * Vector512<float>.Count));
            z15 = Vector512.LoadUnsafe(ref start, (nuint)(15 * Vector512<float>.Count));
        }

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
