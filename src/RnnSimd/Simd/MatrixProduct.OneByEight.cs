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
    /// <summary>z = start + a · w for one row, with the widest vectors that fit into its columns: at least one, at most eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void OneByEight(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint inner, nint columns, bool adds)
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<float>.Count)
        {
            OneByEight512(z, start, a, w, inner, columns, adds);
        }
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<float>.Count)
        {
            OneByEight256(z, start, a, w, inner, columns, adds);
        }
        else
        {
            OneByEight128(z, start, a, w, inner, columns, adds);
        }
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
        var w1 = (nuint)w.OffsetOf(c1);
        var w2 = (nuint)w.OffsetOf(c2);
        var w3 = (nuint)w.OffsetOf(c3);
        var w4 = (nuint)w.OffsetOf(c4);
        var w5 = (nuint)w.OffsetOf(c5);
        var w6 = (nuint)w.OffsetOf(c6);
        var w7 = (nuint)w.OffsetOf(c7);
        var z0 = Vector512.LoadUnsafe(ref start.At(0, 0));
        var z1 = Vector512.LoadUnsafe(ref start.At(0, c1));
        var z2 = Vector512.LoadUnsafe(ref start.At(0, c2));
        var z3 = Vector512.LoadUnsafe(ref start.At(0, c3));
        var z4 = Vector512.LoadUnsafe(ref start.At(0, c4));
        var z5 = Vector512.LoadUnsafe(ref start.At(0, c5));
        var z6 = Vector512.LoadUnsafe(ref start.At(0, c6));
        var z7 = Vector512.LoadUnsafe(ref start.At(0, c7));

        ref var factor = ref a.Start;
        ref var row = ref w.Start;
        nint aStride = a.ColumnStride;
        nint wStride = w.RowStride;
        for (nint k = inner; k > 0; k--)
        {
            var y = Vector512.Create(factor);
            z0 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row), z0);
            z1 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w1), z1);
            z2 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w2), z2);
            z3 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w3), z3);
            z4 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w4), z4);
            z5 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w5), z5);
            z6 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w6), z6);
            z7 = Vector512.MultiplyAddEstimate(y, Vector512.LoadUnsafe(ref row, w7), z7);
            factor = ref Unsafe.Add(ref factor, aStride);
            row = ref Unsafe.Add(ref row, wStride);
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
