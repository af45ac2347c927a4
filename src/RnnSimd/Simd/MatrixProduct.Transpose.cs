using System.Runtime.CompilerServices;

namespace RnnSimd.Simd;

/// <content>Transposing.</content>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>destination[c, r] = source[r, c].</summary>
    /// <param name="destination">Receives <paramref name="columns"/> × <paramref name="rows"/>.</param>
    /// <param name="destinationStride">Distance between rows of destination, at least <paramref name="rows"/>.</param>
    /// <param name="source"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="sourceStride">Distance between rows of source.</param>
    /// <param name="rows">Rows of source, 0 or more.</param>
    /// <param name="columns">Columns of source, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the stride of destination is below its columns.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose(
        ref float destination, int destinationStride, ref readonly float source, int sourceStride, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (columns > 1)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(destinationStride, rows);
        }

        Transpose(new(ref destination, destinationStride), StridedView<float>.OfReadOnly(in source, sourceStride), rows, columns);
    }

    /// <summary>As the method above, for views; rows and columns are those of source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Transpose(StridedView<float> destination, StridedView<float> source, nint rows, nint columns)
    {
        // Blocks of 4 × 4; what is left of the rows and columns goes element by element.
        nint blockRows = rows & ~3;
        nint blockColumns = source.ColumnStride == 1 ? columns & ~3 : 0;
        for (nint row = 0; row < blockRows; row += 4)
        {
            for (nint column = 0; column < blockColumns; column += 4)
            {
                TransposeFour(destination.From(column, row), source.From(row, column));
            }

            TransposeElements(destination.From(blockColumns, row), source.From(row, blockColumns), 4, columns - blockColumns);
        }

        TransposeElements(destination.From(0, blockRows), source.From(blockRows, 0), rows - blockRows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeElements(StridedView<float> destination, StridedView<float> source, nint rows, nint columns)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++)
            {
                destination.At(column, row) = source.At(row, column);
            }
        }
    }
}
