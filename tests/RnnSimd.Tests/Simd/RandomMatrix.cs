using System.Numerics;

namespace RnnSimd.Tests.Simd;

/// <summary>Matrices of random elements between -1 and 1.</summary>
internal static class RandomMatrix
{
    public static T[,] Draw<T>(Random random, int rows, int columns)
        where T : IFloatingPointIeee754<T>
    {
        var values = new T[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                values[r, c] = T.CreateChecked(2 * random.NextDouble() - 1);
            }
        }

        return values;
    }
}
