using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// Register tiles of one and two rows, 8 accumulators each: fewer would wait for the latency of the FMA, so a tile that is larger
/// than what is left costs nothing. As in the tiles of four rows, vectors that do not fit are moved back.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>z = start + a · w for two rows and one to four vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TwoByFour512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint inner, nint columns, bool adds)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        ref var w0 = ref w.Start;
        ref var w1 = ref w.At(0, c1);
        ref var w2 = ref w.At(0, c2);
        ref var w3 = ref w.At(0, c3);
        var z00 = Vector512.LoadUnsafe(ref start.At(0, 0));
        var z01 = Vector512.LoadUnsafe(ref start.At(0, c1));
        var z02 = Vector512.LoadUnsafe(ref start.At(0, c2));
        var z03 = Vector512.LoadUnsafe(ref start.At(0, c3));
        var z10 = Vector512.LoadUnsafe(ref start.At(1, 0));
        var z11 = Vector512.LoadUnsafe(ref start.At(1, c1));
        var z12 = Vector512.LoadUnsafe(ref start.At(1, c2));
        var z13 = Vector512.LoadUnsafe(ref start.At(1, c3));

        ref var a0 = ref a.Start;
        ref var a1 = ref a.At(1, 0);
        nint ak = 0;
        nint wk = 0;
        for (nint k = inner; k > 0; k--)
        {
            var y0 = Vector512.Create(Unsafe.Add(ref a0, ak));
            var y1 = Vector512.Create(Unsafe.Add(ref a1, ak));
            var x0 = Vector512.LoadUnsafe(ref w0, (nuint)wk);
            z00 = Vector512.MultiplyAddEstimate(y0, x0, z00);
            z10 = Vector512.MultiplyAddEstimate(y1, x0, z10);
            var x1 = Vector512.LoadUnsafe(ref w1, (nuint)wk);
            z01 = Vector512.MultiplyAddEstimate(y0, x1, z01);
            z11 = Vector512.MultiplyAddEstimate(y1, x1, z11);
            var x2 = Vector512.LoadUnsafe(ref w2, (nuint)wk);
            z02 = Vector512.MultiplyAddEstimate(y0, x2, z02);
            z12 = Vector512.MultiplyAddEstimate(y1, x2, z12);
            var x3 = Vector512.LoadUnsafe(ref w3, (nuint)wk);
            z03 = Vector512.MultiplyAddEstimate(y0, x3, z03);
            z13 = Vector512.MultiplyAddEstimate(y1, x3, z13);
            ak += a.ColumnStride;
            wk += w.RowStride;
        }

        if (adds)
        {
            z00 = Vector512.LoadUnsafe(ref z.At(0, 0)) + z00;
            z01 = Vector512.LoadUnsafe(ref z.At(0, c1)) + z01;
            z02 = Vector512.LoadUnsafe(ref z.At(0, c2)) + z02;
            z03 = Vector512.LoadUnsafe(ref z.At(0, c3)) + z03;
            z10 = Vector512.LoadUnsafe(ref z.At(1, 0)) + z10;
            z11 = Vector512.LoadUnsafe(ref z.At(1, c1)) + z11;
            z12 = Vector512.LoadUnsafe(ref z.At(1, c2)) + z12;
            z13 = Vector512.LoadUnsafe(ref z.At(1, c3)) + z13;
        }

        z00.StoreUnsafe(ref z.At(0, 0));
        z01.StoreUnsafe(ref z.At(0, c1));
        z02.StoreUnsafe(ref z.At(0, c2));
        z03.StoreUnsafe(ref z.At(0, c3));
        z10.StoreUnsafe(ref z.At(1, 0));
        z11.StoreUnsafe(ref z.At(1, c1));
        z12.StoreUnsafe(ref z.At(1, c2));
        z13.StoreUnsafe(ref z.At(1, c3));
    }

    /// <summary>z = start + a · w for one row and one to eight vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneByEight512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint inner, nint columns, bool adds)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        nint c4 = nint.Min(4 * Vector512<float>.Count, last);
        nint c5 = nint.Min(5 * Vector512<float>.Count, last);
        nint c6 = nint.Min(6 * Vector512<float>.Count, last);
        nint c7 = nint.Min(7 * Vector512<float>.Count, last);
        ref var w0 = ref w.Start;
        ref var w1 = ref w.At(0, c1);
        ref var w2 = ref w.At(0, c2);
        ref var w3 = ref w.At(0, c3);
        ref var w4 = ref w.At(0, c4);
        ref var w5 = ref w.At(0, c5);
        ref var w6 = ref w.At(0, c6);
        ref var w7 = ref w.At(0, c7);
        var z0 = Vector512.LoadUnsafe(ref start.At(0, 0));
        var z1 = Vector512.LoadUnsafe(ref start.At(0, c1));
        var z2 = Vector512.LoadUnsafe(ref start.At(0, c2));
        var z3 = Vector512.LoadUnsafe(ref start.At(0, c3));
        var z4 = Vector512.LoadUnsafe(ref start.At(0, c4));
        var z5 = Vector512.LoadUnsafe(ref start.At(0, c5));
        var z6 = Vector512.LoadUnsafe(ref start.At(0, c6));
        var z7 = Vector512.LoadUnsafe(ref start.At(0, c7));

        nint ak = 0;
        nint wk = 0;
        for (nint k = inner; k > 0; k--)
        {
            var y = Vector512.Create(Unsafe.Add(ref a.Start, ak));
            z0 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w0, (nuint)wk), z0);
            z1 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w1, (nuint)wk), z1);
            z2 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w2, (nuint)wk), z2);
            z3 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w3, (nuint)wk), z3);
            z4 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w4, (nuint)wk), z4);
            z5 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w5, (nuint)wk), z5);
            z6 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w6, (nuint)wk), z6);
            z7 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref w7, (nuint)wk), z7);
            ak += a.ColumnStride;
            wk += w.RowStride;
        }

        if (adds)
        {
            z0 = Vector512.LoadUnsafe(ref z.At(0, 0)) + z0;
            z1 = Vector512.LoadUnsafe(ref z.At(0, c1)) + z1;
            z2 = Vector512.LoadUnsafe(ref z.At(0, c2)) + z2;
            z3 = Vector512.LoadUnsafe(ref z.At(0, c3)) + z3;
            z4 = Vector512.LoadUnsafe(ref z.At(0, c4)) + z4;
            z5 = Vector512.LoadUnsafe(ref z.At(0, c5)) + z5;
            z6 = Vector512.LoadUnsafe(ref z.At(0, c6)) + z6;
            z7 = Vector512.LoadUnsafe(ref z.At(0, c7)) + z7;
        }

        z0.StoreUnsafe(ref z.At(0, 0));
        z1.StoreUnsafe(ref z.At(0, c1));
        z2.StoreUnsafe(ref z.At(0, c2));
        z3.StoreUnsafe(ref z.At(0, c3));
        z4.StoreUnsafe(ref z.At(0, c4));
        z5.StoreUnsafe(ref z.At(0, c5));
        z6.StoreUnsafe(ref z.At(0, c6));
        z7.StoreUnsafe(ref z.At(0, c7));
    }
}
