using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>
/// The register tile of one row. With fewer than its 8 accumulators the FMA's latency would be waited for, so a tile that is larger than what is left
/// costs nothing. As in the tiles of four rows, vectors that do not fit are moved back.
/// </content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
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
