using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Tiles of few columns with all chains side by side. One chain of one vector would wait for the FMA's latency at every term; these have
/// eight accumulators. Vectors that do not fit are moved back.
/// </content>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    /// <summary>z = start + a · w if the chains fit into a tile; the answer tells whether they do. A null start is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool ChainsInTile(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns, int chains)
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<float>.Count)
        {
            return ChainsInTile512(ref z, ref start, ref a, ref w, wStride, inner, columns, chains);
        }

        if (Vector256.IsHardwareAccelerated && columns >= Vector256<float>.Count)
        {
            return ChainsInTile256(ref z, ref start, ref a, ref w, wStride, inner, columns, chains);
        }

        return columns >= Vector128<float>.Count && ChainsInTile128(ref z, ref start, ref a, ref w, wStride, inner, columns, chains);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool ChainsInTile512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns, int chains)
    {
        if (chains == 4 && columns <= 2 * Vector512<float>.Count && inner > 3 * ((inner + 3) / 4))
        {
            FourChains512(ref z, ref start, ref a, ref w, wStride, inner, columns);
            return true;
        }

        if (chains == 2 && columns <= 4 * Vector512<float>.Count)
        {
            TwoChains512(ref z, ref start, ref a, ref w, wStride, inner, columns);
            return true;
        }

        return false;
    }

    /// <summary>Four chains of one or two vectors. None of the first three may be empty or shorter than the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourChains512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        nint c1 = columns - Vector512<float>.Count;
        nint length = (inner + 3) / 4;
        Vector512<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        if (!Unsafe.IsNullRef(ref start))
        {
            s00 = Vector512.LoadUnsafe(ref start);
            s01 = Vector512.LoadUnsafe(ref start, (nuint)c1);
        }

        ref var a1 = ref Unsafe.Add(ref a, length);
        ref var a2 = ref Unsafe.Add(ref a1, length);
        ref var a3 = ref Unsafe.Add(ref a2, length);
        ref var w0 = ref w;
        ref var w1 = ref Unsafe.Add(ref w0, length * wStride);
        ref var w2 = ref Unsafe.Add(ref w1, length * wStride);
        ref var w3 = ref Unsafe.Add(ref w2, length * wStride);
        nint row = 0;
        for (nint k = 0; k < length; k++)
        {
            var y0 = Vector512.Create(Unsafe.Add(ref a, k));
            s00 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0, (nuint)row), s00);
            s01 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0, (nuint)(row + c1)), s01);
            var y1 = Vector512.Create(Unsafe.Add(ref a1, k));
            s10 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1, (nuint)row), s10);
            s11 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1, (nuint)(row + c1)), s11);
            var y2 = Vector512.Create(Unsafe.Add(ref a2, k));
            s20 = Vector512.MultiplyAddEstimate(y2, Vector512.LoadUnsafe(ref w2, (nuint)row), s20);
            s21 = Vector512.MultiplyAddEstimate(y2, Vector512.LoadUnsafe(ref w2, (nuint)(row + c1)), s21);

            // The last chain may be shorter.
            if (3 * length + k < inner)
            {
                var y3 = Vector512.Create(Unsafe.Add(ref a3, k));
                s30 = Vector512.MultiplyAddEstimate(y3, Vector512.LoadUnsafe(ref w3, (nuint)row), s30);
                s31 = Vector512.MultiplyAddEstimate(y3, Vector512.LoadUnsafe(ref w3, (nuint)(row + c1)), s31);
            }

            row += wStride;
        }

        (s00 + s10 + (s20 + s30)).StoreUnsafe(ref z);
        (s01 + s11 + (s21 + s31)).StoreUnsafe(ref z, (nuint)c1);
    }

    /// <summary>Two chains of one to four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TwoChains512(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        nint length = (inner + 1) / 2;
        Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        if (!Unsafe.IsNullRef(ref start))
        {
            s00 = Vector512.LoadUnsafe(ref start);
            s01 = Vector512.LoadUnsafe(ref start, (nuint)c1);
            s02 = Vector512.LoadUnsafe(ref start, (nuint)c2);
            s03 = Vector512.LoadUnsafe(ref start, (nuint)c3);
        }

        ref var a1 = ref Unsafe.Add(ref a, length);
        ref var w0 = ref w;
        ref var w1 = ref Unsafe.Add(ref w, length * wStride);
        for (nint k = 0; k < length; k++)
        {
            var y0 = Vector512.Create(Unsafe.Add(ref a, k));
            s00 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0), s00);
            s01 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0, (nuint)c1), s01);
            s02 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0, (nuint)c2), s02);
            s03 = Vector512.MultiplyAddEstimate(y0, Vector512.LoadUnsafe(ref w0, (nuint)c3), s03);

            // The second chain may be shorter.
            if (length + k < inner)
            {
                var y1 = Vector512.Create(Unsafe.Add(ref a1, k));
                s10 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1), s10);
                s11 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1, (nuint)c1), s11);
                s12 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1, (nuint)c2), s12);
                s13 = Vector512.MultiplyAddEstimate(y1, Vector512.LoadUnsafe(ref w1, (nuint)c3), s13);
            }

            w0 = ref Unsafe.Add(ref w0, wStride);
            w1 = ref Unsafe.Add(ref w1, wStride);
        }

        (s00 + s10).StoreUnsafe(ref z);
        (s01 + s11).StoreUnsafe(ref z, (nuint)c1);
        (s02 + s12).StoreUnsafe(ref z, (nuint)c2);
        (s03 + s13).StoreUnsafe(ref z, (nuint)c3);
    }
}
