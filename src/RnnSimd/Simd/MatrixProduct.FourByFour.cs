using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// The register tile of four rows and four vectors. Outputs stand in lanes, each accumulator is one local, and an element of <c>a</c> is broadcast.
/// It is one call, without the loop over rows, because the compiler then keeps all that its loop reads in registers.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>
    /// Four rows of z = start + a · w and whole vectors of columns; 16 accumulators. The last row is repeated where there are fewer: elements computed
    /// twice get the same value twice. The rows of w that follow are those of <paramref name="b"/>, with <paramref name="innerOfB"/> terms.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourByFour512(
        in StridedView<float> z, in StridedView<float> start, in StridedView<float> a, in StridedView<float> b, nint row, nint rows,
        ref float w, nint stride, nint inner, nint innerOfB, bool adds)
    {
        nint r1 = nint.Min(row + 1, rows - 1);
        nint r2 = nint.Min(row + 2, rows - 1);
        nint r3 = nint.Min(row + 3, rows - 1);

        // Zeros start at a single vector, which stands for all.
        nint vector = Vector512<float>.Count * start.ColumnStride;
        ref var s0 = ref start.At(row, 0);
        var z00 = Vector512.LoadUnsafe(ref s0);
        var z01 = Vector512.LoadUnsafe(ref s0, (nuint)vector);
        var z02 = Vector512.LoadUnsafe(ref s0, 2 * (nuint)vector);
        var z03 = Vector512.LoadUnsafe(ref s0, 3 * (nuint)vector);
        ref var s1 = ref start.At(r1, 0);
        var z10 = Vector512.LoadUnsafe(ref s1);
        var z11 = Vector512.LoadUnsafe(ref s1, (nuint)vector);
        var z12 = Vector512.LoadUnsafe(ref s1, 2 * (nuint)vector);
        var z13 = Vector512.LoadUnsafe(ref s1, 3 * (nuint)vector);
        ref var s2 = ref start.At(r2, 0);
        var z20 = Vector512.LoadUnsafe(ref s2);
        var z21 = Vector512.LoadUnsafe(ref s2, (nuint)vector);
        var z22 = Vector512.LoadUnsafe(ref s2, 2 * (nuint)vector);
        var z23 = Vector512.LoadUnsafe(ref s2, 3 * (nuint)vector);
        ref var s3 = ref start.At(r3, 0);
        var z30 = Vector512.LoadUnsafe(ref s3);
        var z31 = Vector512.LoadUnsafe(ref s3, (nuint)vector);
        var z32 = Vector512.LoadUnsafe(ref s3, 2 * (nuint)vector);
        var z33 = Vector512.LoadUnsafe(ref s3, 3 * (nuint)vector);

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
                var x1 = Vector512.LoadUnsafe(ref w, (nuint)Vector512<float>.Count);
                var x2 = Vector512.LoadUnsafe(ref w, 2 * (nuint)Vector512<float>.Count);
                var x3 = Vector512.LoadUnsafe(ref w, 3 * (nuint)Vector512<float>.Count);
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
            z01 = Vector512.LoadUnsafe(ref t0, (nuint)Vector512<float>.Count) + z01;
            z02 = Vector512.LoadUnsafe(ref t0, 2 * (nuint)Vector512<float>.Count) + z02;
            z03 = Vector512.LoadUnsafe(ref t0, 3 * (nuint)Vector512<float>.Count) + z03;
            z10 = Vector512.LoadUnsafe(ref t1) + z10;
            z11 = Vector512.LoadUnsafe(ref t1, (nuint)Vector512<float>.Count) + z11;
            z12 = Vector512.LoadUnsafe(ref t1, 2 * (nuint)Vector512<float>.Count) + z12;
            z13 = Vector512.LoadUnsafe(ref t1, 3 * (nuint)Vector512<float>.Count) + z13;
            z20 = Vector512.LoadUnsafe(ref t2) + z20;
            z21 = Vector512.LoadUnsafe(ref t2, (nuint)Vector512<float>.Count) + z21;
            z22 = Vector512.LoadUnsafe(ref t2, 2 * (nuint)Vector512<float>.Count) + z22;
            z23 = Vector512.LoadUnsafe(ref t2, 3 * (nuint)Vector512<float>.Count) + z23;
            z30 = Vector512.LoadUnsafe(ref t3) + z30;
            z31 = Vector512.LoadUnsafe(ref t3, (nuint)Vector512<float>.Count) + z31;
            z32 = Vector512.LoadUnsafe(ref t3, 2 * (nuint)Vector512<float>.Count) + z32;
            z33 = Vector512.LoadUnsafe(ref t3, 3 * (nuint)Vector512<float>.Count) + z33;
        }

        z00.StoreUnsafe(ref t0);
        z01.StoreUnsafe(ref t0, (nuint)Vector512<float>.Count);
        z02.StoreUnsafe(ref t0, 2 * (nuint)Vector512<float>.Count);
        z03.StoreUnsafe(ref t0, 3 * (nuint)Vector512<float>.Count);
        z10.StoreUnsafe(ref t1);
        z11.StoreUnsafe(ref t1, (nuint)Vector512<float>.Count);
        z12.StoreUnsafe(ref t1, 2 * (nuint)Vector512<float>.Count);
        z13.StoreUnsafe(ref t1, 3 * (nuint)Vector512<float>.Count);
        z20.StoreUnsafe(ref t2);
        z21.StoreUnsafe(ref t2, (nuint)Vector512<float>.Count);
        z22.StoreUnsafe(ref t2, 2 * (nuint)Vector512<float>.Count);
        z23.StoreUnsafe(ref t2, 3 * (nuint)Vector512<float>.Count);
        z30.StoreUnsafe(ref t3);
        z31.StoreUnsafe(ref t3, (nuint)Vector512<float>.Count);
        z32.StoreUnsafe(ref t3, 2 * (nuint)Vector512<float>.Count);
        z33.StoreUnsafe(ref t3, 3 * (nuint)Vector512<float>.Count);
    }
}
