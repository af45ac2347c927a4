using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Products whose result has few columns: lanes go over rows instead.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>Rows that are transposed at a time: they fill the eight vectors of a tile of one row.</summary>
    private const int NarrowRows = 128;

    /// <summary>Elements of the sum that are transposed at a time: with so many rows, 32 KiB of float.</summary>
    private const int NarrowDepth = 64;

    /// <summary>The columns of a narrow product are fewer than this: the lanes of the widest vector.</summary>
    private const int NarrowColumns = 16;

    /// <summary>
    /// zᵀ = startᵀ + wᵀ · aᵀ, for fewer columns than a vector has lanes. Each element is the same sum in the same order; only a product's
    /// factors change places.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static unsafe void NarrowProduct(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, Weights<float> w, nint rows, nint inner, nint columns)
    {
        var memory = stackalloc byte[(NarrowDepth + NarrowColumns) * NarrowRows * sizeof(float) + Alignment];
        ref var turnedA = ref AlignedStart<float>(memory);
        var turnedZ = new StridedView<float>(ref Unsafe.Add(ref turnedA, NarrowDepth * NarrowRows), NarrowRows);
        for (nint row = 0; row < rows; row += NarrowRows)
        {
            nint count = nint.Min(NarrowRows, rows - row);
            nint lanes = nint.Max(count, Vector128<float>.Count);
            TurnStart(turnedZ, start.From(row, 0), count, columns, lanes);
            for (nint k = 0; k < inner; k += NarrowDepth)
            {
                nint depth = nint.Min(NarrowDepth, inner - k);
                var turned = a.From(row, k).Transposed;
                if (turned.ColumnStride != 1 || count < lanes)
                {
                    turned = Turn(ref turnedA, turned, depth, count, lanes);
                }

                WideProduct(
                    turnedZ, turnedZ, new StridedView<float>(ref w.At(k, 0), 1, w.RowStride), new(ref turned.Start, turned.RowStride), columns, depth, lanes, adds: false);
            }

            Transpose(z.From(row, 0), turnedZ, columns, count);
        }
    }

    /// <summary>Lanes without a row are computed and dropped; they start at zero, because what the stack holds could be slow to compute with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TurnStart(StridedView<float> turnedZ, StridedView<float> start, nint rows, nint columns, nint lanes)
    {
        for (nint column = 0; column < columns; column++)
        {
            var sums = turnedZ.Row(column, lanes);
            sums[(int)rows..].Clear();
            if (start.RowStride == 0)
            {
                sums[..(int)rows].Fill(start.At(0, column));
            }
        }

        if (start.RowStride != 0)
        {
            Transpose(turnedZ, start, rows, columns);
        }
    }

    /// <summary>Copies a transposed view into rows, and fills them with zeros up to <paramref name="lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static StridedView<float> Turn(ref float destination, StridedView<float> source, nint rows, nint columns, nint lanes)
    {
        var turned = new StridedView<float>(ref destination, NarrowRows);
        Transpose(turned, source.Transposed, columns, rows);
        for (nint row = 0; row < rows; row++)
        {
            for (nint lane = columns; lane < lanes; lane++)
            {
                turned.At(row, lane) = 0f;
            }
        }

        return turned;
    }
}
