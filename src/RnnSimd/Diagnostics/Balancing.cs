namespace RnnSimd.Diagnostics;

/// <summary>
/// Makes the norm of a square matrix smaller and leaves its eigenvalues: a change of basis scales each row as its column is scaled back, until both
/// are about as large. Parlett and Reinsch, "Balancing a matrix for calculation of eigenvalues and eigenvectors", 1969. Scales are powers of
/// two, so nothing is rounded.
/// </summary>
internal static class Balancing
{
    private const double WorthIt = 0.95;

    // So that no scale overflows; what needs more gets it in the next round.
    private const int LargestExponent = 500;

    /// <summary>Balances a matrix in place.</summary>
    /// <param name="matrix">Its elements, row by row.</param>
    /// <param name="size">The number of rows.</param>
    public static void Balance(double[] matrix, int size)
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            for (var i = 0; i < size; i++)
            {
                changed |= Balance(matrix, size, i);
            }
        }
    }

    private static bool Balance(double[] matrix, int size, int i)
    {
        var (row, column) = Sums(matrix, size, i);
        if (row == 0 && column == 0)
        {
            return false;
        }

        if (row == 0 || column == 0)
        {
            // The diagonal element is an eigenvalue, and the others are those of the rest: the best scale is 0.
            Scale(matrix, size, i, rowFactor: 0, columnFactor: 0);
            return true;
        }

        // The column times f and the row over f are equal at f² = row / column.
        var exponent = (int)Math.Clamp(Math.Round((Math.Log2(row) - Math.Log2(column)) / 2), -LargestExponent, LargestExponent);
        if (Math.ScaleB(column, exponent) + Math.ScaleB(row, -exponent) >= WorthIt * (row + column))
        {
            return false;
        }

        Scale(matrix, size, i, Math.ScaleB(1, -exponent), Math.ScaleB(1, exponent));
        return true;
    }

    private static (double Row, double Column) Sums(double[] matrix, int size, int i)
    {
        var (row, column) = (0.0, 0.0);
        for (var j = 0; j < size; j++)
        {
            if (j != i)
            {
                row += Math.Abs(matrix[i * size + j]);
                column += Math.Abs(matrix[j * size + i]);
            }
        }

        return (row, column);
    }

    private static void Scale(double[] matrix, int size, int i, double rowFactor, double columnFactor)
    {
        for (var j = 0; j < size; j++)
        {
            if (j != i)
            {
                matrix[i * size + j] *= rowFactor;
                matrix[j * size + i] *= columnFactor;
            }
        }
    }
}
