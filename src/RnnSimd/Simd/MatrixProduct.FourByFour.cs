using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// The register tile of four rows and four vectors. Outputs stand in lanes, each accumulator is one local, and an element of <c>a</c> is broadcast.
/// The last vector of a tile is moved back, and the last rows repeated, when the tile is larger than what is left: elements
/// computed twice get the same value twice. So one method serves every remainder of at least one vector without masks or branches.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>z = start + a · w for any number of rows and one to four vectors of columns; 16 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourByFour512(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns, bool adds)
    {
        nint last = columns - Vector512<float>.Count;
        nint c1 = nint.Min(Vector512<float>.Count, last);
        nint c2 = nint.Min(2 * Vector512<float>.Count, last);
        nint c3 = nint.Min(3 * Vector512<float>.Count, last);
        ref var w0 = ref w.Start;
        ref var w1 = ref w.At(0, c1);
        ref var w2 = ref w.At(0, c2);
        ref var w3 = ref w.At(0, c3);

        for (nint r0 = 0; r0 < rows; r0 += 4)
        {
            nint r1 = nint.Min(r0 + 1, rows - 1);
            nint r2 = nint.Min(r0 + 2, rows - 1);
            nint r3 = nint.Min(r0 + 3, rows - 1);
            var z00 = Vector512.LoadUnsafe(ref start.At(r0, 0));
            var z01 = Vector512.LoadUnsafe(ref start.At(r0, c1));
            var z02 = Vector512.LoadUnsafe(ref start.At(r0, c2));
            var z03 = Vector512.LoadUnsafe(ref start.At(r0, c3));
            var z10 = Vector512.LoadUnsafe(ref start.At(r1, 0));
            var z11 = Vector512.LoadUnsafe(ref start.At(r1, c1));
            var z12 = Vector512.LoadUnsafe(ref start.At(r1, c2));
            var z13 = Vector512.LoadUnsafe(ref start.At(r1, c3));
            var z20 = Vector512.LoadUnsafe(ref start.At(r2, 0));
            var z21 = Vector512.LoadUnsafe(ref start.At(r2, c1));
            var z22 = Vector512.LoadUnsafe(ref start.At(r2, c2));
            var z23 = Vector512.LoadUnsafe(ref start.At(r2, c3));
            var z30 = Vector512.LoadUnsafe(ref start.At(r3, 0));
            var z31 = Vector512.LoadUnsafe(ref start.At(r3, c1));
            var z32 = Vector512.LoadUnsafe(ref start.At(r3, c2));
            var z33 = Vector512.LoadUnsafe(ref start.At(r3, c3));

            ref var a0 = ref a.At(r0, 0);
            ref var a1 = ref a.At(r1, 0);
            ref var a2 = ref a.At(r2, 0);
            ref var a3 = ref a.At(r3, 0);
            nint ak = 0;
            nint wk = 0;
            for (nint k = inner; k > 0; k--)
            {
                var x0 = Vector512.LoadUnsafe(ref w0, (nuint)wk);
                var x1 = Vector512.LoadUnsafe(ref w1, (nuint)wk);
                var x2 = Vector512.LoadUnsafe(ref w2, (nuint)wk);
                var x3 = Vector512.LoadUnsafe(ref w3, (nuint)wk);
                var y0 = Vector512.Create(Unsafe.Add(ref a0, ak));
                z00 = Vector512.MultiplyAddEstimate(y0, x0, z00);
                z01 = Vector512.MultiplyAddEstimate(y0, x1, z01);
                z02 = Vector512.MultiplyAddEstimate(y0, x2, z02);
                z03 = Vector512.MultiplyAddEstimate(y0, x3, z03);
                var y1 = Vector512.Create(Unsafe.Add(ref a1, ak));
                z10 = Vector512.MultiplyAddEstimate(y1, x0, z10);
                z11 = Vector512.MultiplyAddEstimate(y1, x1, z11);
                z12 = Vector512.MultiplyAddEstimate(y1, x2, z12);
                z13 = Vector512.MultiplyAddEstimate(y1, x3, z13);
                var y2 = Vector512.Create(Unsafe.Add(ref a2, ak));
                z20 = Vector512.MultiplyAddEstimate(y2, x0, z20);
                z21 = Vector512.MultiplyAddEstimate(y2, x1, z21);
                z22 = Vector512.MultiplyAddEstimate(y2, x2, z22);
                z23 = Vector512.MultiplyAddEstimate(y2, x3, z23);
                var y3 = Vector512.Create(Unsafe.Add(ref a3, ak));
                z30 = Vector512.MultiplyAddEstimate(y3, x0, z30);
                z31 = Vector512.MultiplyAddEstimate(y3, x1, z31);
                z32 = Vector512.MultiplyAddEstimate(y3, x2, z32);
                z33 = Vector512.MultiplyAddEstimate(y3, x3, z33);
                ak += a.ColumnStride;
                wk += w.RowStride;
            }

            if (adds)
            {
                z00 = Vector512.LoadUnsafe(ref z.At(r0, 0)) + z00;
                z01 = Vector512.LoadUnsafe(ref z.At(r0, c1)) + z01;
                z02 = Vector512.LoadUnsafe(ref z.At(r0, c2)) + z02;
                z03 = Vector512.LoadUnsafe(ref z.At(r0, c3)) + z03;
                z10 = Vector512.LoadUnsafe(ref z.At(r1, 0)) + z10;
                z11 = Vector512.LoadUnsafe(ref z.At(r1, c1)) + z11;
                z12 = Vector512.LoadUnsafe(ref z.At(r1, c2)) + z12;
                z13 = Vector512.LoadUnsafe(ref z.At(r1, c3)) + z13;
                z20 = Vector512.LoadUnsafe(ref z.At(r2, 0)) + z20;
                z21 = Vector512.LoadUnsafe(ref z.At(r2, c1)) + z21;
                z22 = Vector512.LoadUnsafe(ref z.At(r2, c2)) + z22;
                z23 = Vector512.LoadUnsafe(ref z.At(r2, c3)) + z23;
                z30 = Vector512.LoadUnsafe(ref z.At(r3, 0)) + z30;
                z31 = Vector512.LoadUnsafe(ref z.At(r3, c1)) + z31;
                z32 = Vector512.LoadUnsafe(ref z.At(r3, c2)) + z32;
                z33 = Vector512.LoadUnsafe(ref z.At(r3, c3)) + z33;
            }

            z00.StoreUnsafe(ref z.At(r0, 0));
            z01.StoreUnsafe(ref z.At(r0, c1));
            z02.StoreUnsafe(ref z.At(r0, c2));
            z03.StoreUnsafe(ref z.At(r0, c3));
            z10.StoreUnsafe(ref z.At(r1, 0));
            z11.StoreUnsafe(ref z.At(r1, c1));
            z12.StoreUnsafe(ref z.At(r1, c2));
            z13.StoreUnsafe(ref z.At(r1, c3));
            z20.StoreUnsafe(ref z.At(r2, 0));
            z21.StoreUnsafe(ref z.At(r2, c1));
            z22.StoreUnsafe(ref z.At(r2, c2));
            z23.StoreUnsafe(ref z.At(r2, c3));
            z30.StoreUnsafe(ref z.At(r3, 0));
            z31.StoreUnsafe(ref z.At(r3, c1));
            z32.StoreUnsafe(ref z.At(r3, c2));
            z33.StoreUnsafe(ref z.At(r3, c3));
        }
    }
}
