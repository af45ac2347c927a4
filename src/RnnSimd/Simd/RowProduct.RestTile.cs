using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>The tile for the columns that are left over.</content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>
    /// z = start + a · w for one to eight vectors of columns. Vectors that do not fit are moved back: what is computed twice gets the same
    /// value twice, and costs no time while the units would wait for their latency. A null start is zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RestTile512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        nint c4 = nint.Min(4 * Vector512<float>.Count, last);
        nint c5 = nint.Min(5 * Vector512<float>.Count, last);
        nint c6 = nint.Min(6 * Vector512<float>.Count, last);
        nint c7 = nint.Min(7 * Vector512<float>.Count, last);
        Vector512<float> z0 = default, z1 = default, z2 = default, z3 = default, z4 = default, z5 = default, z6 = default, z7 = default;
        if (!Unsafe.IsNullRef(ref start))
        {
            z0 = Vector512.LoadUnsafe(ref start);
            z1 = Vector512.LoadUnsafe(ref start, (nuint)c1);
            z2 = Vector512.LoadUnsafe(ref start, (nuint)c2);
            z3 = Vector512.LoadUnsafe(ref start, (nuint)c3);
            z4 = Vector512.LoadUnsafe(ref start, (nuint)c4);
            z5 = Vector512.LoadUnsafe(ref start, (nuint)c5);
            z6 = Vector512.LoadUnsafe(ref start, (nuint)c6);
            z7 = Vector512.LoadUnsafe(ref start, (nuint)c7);
        }

        ref var row = ref w;
        for (nint k = 0; k < inner; k++)
        {
            var y = Vector512.Create(Unsafe.Add(ref a, k));
            z0 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row), z0);
            z1 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c1), z1);
            z2 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c2), z2);
            z3 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c3), z3);
            z4 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c4), z4);
            z5 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c5), z5);
            z6 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c6), z6);
            z7 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, (nuint)c7), z7);
            row = ref Unsafe.Add(ref row, wStride);
        }

        z0.StoreUnsafe(ref z);
        z1.StoreUnsafe(ref z, (nuint)c1);
        z2.StoreUnsafe(ref z, (nuint)c2);
        z3.StoreUnsafe(ref z, (nuint)c3);
        z4.StoreUnsafe(ref z, (nuint)c4);
        z5.StoreUnsafe(ref z, (nuint)c5);
        z6.StoreUnsafe(ref z, (nuint)c6);
        z7.StoreUnsafe(ref z, (nuint)c7);
    }
}
