using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <content>Products whose result has few columns: lanes go over rows instead.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>Rows, and elements of the sum, that are transposed at a time: 64 × 64 floats are 16 KiB.</summary>
    private const int NarrowBlock = 64;

    /// <summary>The columns of a narrow product are fewer than the lanes of this many floats.</summary>
    private const int NarrowColumns = 16;

    /// <summary>
    /// zᵀ = startᵀ + wᵀ · aᵀ, for fewer columns than a vector has lanes. Each element is the same sum in the same order; only a product's
    /// factors change places.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static unsafe void NarrowProduct(
        StridedView<float> z, StridedView<float> start, StridedView<float> a, StridedView<float> w, nint rows, nint inner, nint columns)
    {
        var memory = stackalloc byte[(NarrowBlock + NarrowColumns) * NarrowBlock * sizeof(float) + Alignment];
        ref var turnedA = ref AlignedStart<float>(memory);
        var turnedZ = new StridedView<float>(ref Unsafe.Add(ref turnedA, NarrowBlock * NarrowBlock), NarrowBlock);
        for (nint row = 0; row < rows; row += NarrowBlock)
        {
            // Lanes without a row are computed and dropped; they start at zero, because what the stack holds could be slow to compute with.
            nint count = nint.Min(NarrowBlock, rows - row);
            nint lanes = nint.Max(count, Vector128<float>.Count);
            for (nint column = 0; column < columns; column++)
            {
                for (nint lane = 0; lane < lanes; lane++)
                {
                    turnedZ.At(column, lane) = lane < count ? start.At(row + lane, column) : 0f;
                }
            }

            for (nint k = 0; k < inner; k += NarrowBlock)
            {
                nint depth = nint.Min(NarrowBlock, inner - k);
                var turned = a.From(row, k).Transposed;
                if (turned.ColumnStride != 1 || count < lanes)
                {
                    turned = Turn(ref turnedA, turned, depth, count, lanes);
                }

                WideProduct(turnedZ, turnedZ, w.From(k, 0).Transposed, turned, columns, depth, lanes);
            }

            for (nint column = 0; column < columns; column++)
            {
                for (nint lane = 0; lane < count; lane++)
                {
                    z.At(row + lane, column) = turnedZ.At(column, lane);
                }
            }
        }
    }

    /// <summary>Copies a transposed view into rows, and fills them with zeros up to <paramref name="lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static StridedView<float> Turn(ref float destination, StridedView<float> source, nint rows, nint columns, nint lanes)
    {
        var turned = new StridedView<float>(ref destination, NarrowBlock);
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
