using System.Runtime.CompilerServices;

namespace RnnSimd.Simd;

/// <content>Sums over rows: the gradients of weights and biases.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>The largest block of sums on the stack: 64 rows of 256 floats.</summary>
    private const int SumBytes = 64 << 10;

    /// <summary>The columns of such a block: enough that rows of d are read in long pieces.</summary>
    private const int SumColumns = 256;

    /// <summary>The rows of such a block where columns are few.</summary>
    private const int SumRows = 64;

    /// <summary>
    /// sum[k, n] += Σᵣ a[r, k] d[r, n]. The sum over r starts at zero, in ascending order, and is added once: adding twice is exactly twice.
    /// </summary>
    /// <param name="sum">Added to, <paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="sumStride">Distance between rows of sum, at least <paramref name="columns"/>.</param>
    /// <param name="a"><paramref name="rows"/> × <paramref name="inner"/>.</param>
    /// <param name="aStride">Distance between rows of a.</param>
    /// <param name="d"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="dStride">Distance between rows of d.</param>
    /// <param name="rows">Rows of a and d, 0 or more.</param>
    /// <param name="inner">Columns of a and rows of sum, 0 or more.</param>
    /// <param name="columns">Columns of d and sum, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the stride of sum is below its columns.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddTransposedMultiply(
        ref float sum, int sumStride, ref readonly float a, int aStride, ref readonly float d, int dStride, int rows, int inner, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (inner > 1)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(sumStride, columns);
        }

        AddSums(
            new(ref sum, sumStride), StridedView<float>.OfReadOnly(in a, aStride).Transposed, Weights.Rows(in d, dStride),
            inner, rows, columns);
    }

    /// <summary>sum[n] += Σᵣ d[r, n]. The sum over r starts at zero, in ascending order, and is added once.</summary>
    /// <param name="sum">Added to, <paramref name="columns"/> elements.</param>
    /// <param name="d"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="dStride">Distance between rows of d.</param>
    /// <param name="rows">Rows of d, 0 or more.</param>
    /// <param name="columns">Columns of d, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddColumnSums(ref float sum, ref readonly float d, int dStride, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);

        // fma(1, d, acc) is acc + d, so this is the product with one row of ones. It reads as fast as the memory gives.
        float one = 1f;
        AddSums(new(ref sum, columns), new(ref one, 0, 0), Weights.Rows(in d, dStride), 1, rows, columns);
    }

    /// <summary>
    /// sum += (0 + a · d). A block of sums stays on the stack while a and d, which can be far larger than the caches, go by once and in order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static unsafe void AddSums(
        StridedView<float> sum, StridedView<float> a, Weights<float> d, nint rows, nint inner, nint columns)
    {
        var memory = stackalloc byte[SumBytes + Alignment];
        for (nint column = 0; column < columns; column += SumColumns)
        {
            nint width = nint.Min(SumColumns, columns - column);
            var block = new StridedView<float>(ref AlignedStart<float>(memory), width);
            nint most = nint.Min(SumRows, SumBytes / (width * sizeof(float)));
            for (nint row = 0; row < rows; row += most)
            {
                nint height = nint.Min(most, rows - row);
                nint k = 0;
                do
                {
                    nint depth = nint.Min(PanelDepth, inner - k);
                    Product(block, k == 0 ? StridedView<float>.Zero : block, a.From(row, k), d.From(k, column), height, depth, width, adds: false);
                    k += PanelDepth;
                }
                while (k < inner);

                for (nint r = 0; r < height; r++)
                {
                    RowProduct.AddRow(ref sum.At(row + r, column), ref block.At(r, 0), width);
                }
            }
        }
    }
}
