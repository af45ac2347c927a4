using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Register tiles of one and two vectors and of four and eight rows; as in the tile of four vectors, the last rows are repeated.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>
    /// Four rows of z = start + a · w and one or two vectors of columns, the second moved back where they are not two whole ones. Its 8 accumulators are as
    /// many as two FMA units with a latency of four cycles need, and leave room where there are only 16 registers. For the rest see the tile of four vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourByTwo512(
        in StridedView<float> z, in StridedView<float> start, in StridedView<float> a, in StridedView<float> b, nint row, nint rows,
        ref float w, nint stride, nint inner, nint innerOfB, nint columns, bool adds)
    {
        nint c1 = nint.Min(Vector512<float>.Count, columns - Vector512<float>.Count);
        nint r1 = nint.Min(row + 1, rows - 1);
        nint r2 = nint.Min(row + 2, rows - 1);
        nint r3 = nint.Min(row + 3, rows - 1);

        // Zeros start at a single vector, which stands for both.
        nint c1OfStart = c1 * start.ColumnStride;
        ref var s0 = ref start.At(row, 0);
        var z00 = Vector512.LoadUnsafe(ref s0);
        var z01 = Vector512.LoadUnsafe(ref s0, (nuint)c1OfStart);
        ref var s1 = ref start.At(r1, 0);
        var z10 = Vector512.LoadUnsafe(ref s1);
        var z11 = Vector512.LoadUnsafe(ref s1, (nuint)c1OfStart);
        ref var s2 = ref start.At(r2, 0);
        var z20 = Vector512.LoadUnsafe(ref s2);
        var z21 = Vector512.LoadUnsafe(ref s2, (nuint)c1OfStart);
        ref var s3 = ref start.At(r3, 0);
        var z30 = Vector512.LoadUnsafe(ref s3);
        var z31 = Vector512.LoadUnsafe(ref s3, (nuint)c1OfStart);

        ref var a0 = ref a.At(row, 0);
        ref var a1 = ref a.At(r1, 0);
        ref var a2 = ref a.At(r2, 0);
        ref var a3 = ref a.At(r3, 0);
        nint columnStride = a.ColumnStride;
        while (true)
        {
            nint ak = 0;
            for (nint k = inner; k > 0; k--)
            {
                var x0 = Vector512.LoadUnsafe(ref w);
                var x1 = Vector512.LoadUnsafe(ref w, (nuint)c1);
                var y0 = Vector512.Create(Unsafe.Add(ref a0, ak));
                z00 = Vector512.MultiplyAddEstimate(y0, x0, z00);
                z01 = Vector512.MultiplyAddEstimate(y0, x1, z01);
                var y1 = Vector512.Create(Unsafe.Add(ref a1, ak));
                z10 = Vector512.MultiplyAddEstimate(y1, x0, z10);
                z11 = Vector512.MultiplyAddEstimate(y1, x1, z11);
                var y2 = Vector512.Create(Unsafe.Add(ref a2, ak));
                z20 = Vector512.MultiplyAddEstimate(y2, x0, z20);
                z21 = Vector512.MultiplyAddEstimate(y2, x1, z21);
                var y3 = Vector512.Create(Unsafe.Add(ref a3, ak));
                z30 = Vector512.MultiplyAddEstimate(y3, x0, z30);
                z31 = Vector512.MultiplyAddEstimate(y3, x1, z31);
                ak += columnStride;
                w = ref Unsafe.Add(ref w, stride);
            }

            if (innerOfB == 0)
            {
                break;
            }

            (inner, innerOfB) = (innerOfB, 0);
            a0 = ref b.At(row, 0);
            a1 = ref b.At(r1, 0);
            a2 = ref b.At(r2, 0);
            a3 = ref b.At(r3, 0);
        }

        ref var t0 = ref z.At(row, 0);
        ref var t1 = ref z.At(r1, 0);
        ref var t2 = ref z.At(r2, 0);
        ref var t3 = ref z.At(r3, 0);
        if (adds)
        {
            z00 = Vector512.LoadUnsafe(ref t0) + z00;
            z01 = Vector512.LoadUnsafe(ref t0, (nuint)c1) + z01;
            z10 = Vector512.LoadUnsafe(ref t1) + z10;
            z11 = Vector512.LoadUnsafe(ref t1, (nuint)c1) + z11;
            z20 = Vector512.LoadUnsafe(ref t2) + z20;
            z21 = Vector512.LoadUnsafe(ref t2, (nuint)c1) + z21;
            z30 = Vector512.LoadUnsafe(ref t3) + z30;
            z31 = Vector512.LoadUnsafe(ref t3, (nuint)c1) + z31;
        }

        z00.StoreUnsafe(ref t0);
        z01.StoreUnsafe(ref t0, (nuint)c1);
        z10.StoreUnsafe(ref t1);
        z11.StoreUnsafe(ref t1, (nuint)c1);
        z20.StoreUnsafe(ref t2);
        z21.StoreUnsafe(ref t2, (nuint)c1);
        z30.StoreUnsafe(ref t3);
        z31.StoreUnsafe(ref t3, (nuint)c1);
    }

    /// <summary>z = start + a · w for any number of rows and one vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void EightByOne512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, bool adds)
    {
        for (nint r0 = 0; r0 < rows; r0 += 8)
        {
            nint r1 = nint.Min(r0 + 1, rows - 1);
            nint r2 = nint.Min(r0 + 2, rows - 1);
            nint r3 = nint.Min(r0 + 3, rows - 1);
            nint r4 = nint.Min(r0 + 4, rows - 1);
            nint r5 = nint.Min(r0 + 5, rows - 1);
            nint r6 = nint.Min(r0 + 6, rows - 1);
            nint r7 = nint.Min(r0 + 7, rows - 1);
            var z0 = Vector512.LoadUnsafe(ref start.At(r0, 0));
            var z1 = Vector512.LoadUnsafe(ref start.At(r1, 0));
            var z2 = Vector512.LoadUnsafe(ref start.At(r2, 0));
            var z3 = Vector512.LoadUnsafe(ref start.At(r3, 0));
            var z4 = Vector512.LoadUnsafe(ref start.At(r4, 0));
            var z5 = Vector512.LoadUnsafe(ref start.At(r5, 0));
            var z6 = Vector512.LoadUnsafe(ref start.At(r6, 0));
            var z7 = Vector512.LoadUnsafe(ref start.At(r7, 0));

            ref var a0 = ref a.At(r0, 0);
            ref var a1 = ref a.At(r1, 0);
            ref var a2 = ref a.At(r2, 0);
            ref var a3 = ref a.At(r3, 0);
            ref var a4 = ref a.At(r4, 0);
            ref var a5 = ref a.At(r5, 0);
            ref var a6 = ref a.At(r6, 0);
            ref var a7 = ref a.At(r7, 0);
            nint ak = 0;
            nint wk = 0;
            for (nint k = inner; k > 0; k--)
            {
                var x = Vector512.LoadUnsafe(ref w.Start, (nuint)wk);
                z0 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a0, ak)), x, z0);
                z1 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a1, ak)), x, z1);
                z2 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a2, ak)), x, z2);
                z3 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a3, ak)), x, z3);
                z4 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a4, ak)), x, z4);
                z5 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a5, ak)), x, z5);
                z6 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a6, ak)), x, z6);
                z7 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref a7, ak)), x, z7);
                ak += a.ColumnStride;
                wk += w.RowStride;
            }

            if (adds)
            {
                z0 = Vector512.LoadUnsafe(ref z.At(r0, 0)) + z0;
                z1 = Vector512.LoadUnsafe(ref z.At(r1, 0)) + z1;
                z2 = Vector512.LoadUnsafe(ref z.At(r2, 0)) + z2;
                z3 = Vector512.LoadUnsafe(ref z.At(r3, 0)) + z3;
                z4 = Vector512.LoadUnsafe(ref z.At(r4, 0)) + z4;
                z5 = Vector512.LoadUnsafe(ref z.At(r5, 0)) + z5;
                z6 = Vector512.LoadUnsafe(ref z.At(r6, 0)) + z6;
                z7 = Vector512.LoadUnsafe(ref z.At(r7, 0)) + z7;
            }

            z0.StoreUnsafe(ref z.At(r0, 0));
            z1.StoreUnsafe(ref z.At(r1, 0));
            z2.StoreUnsafe(ref z.At(r2, 0));
            z3.StoreUnsafe(ref z.At(r3, 0));
            z4.StoreUnsafe(ref z.At(r4, 0));
            z5.StoreUnsafe(ref z.At(r5, 0));
            z6.StoreUnsafe(ref z.At(r6, 0));
            z7.StoreUnsafe(ref z.At(r7, 0));
        }
    }
}
