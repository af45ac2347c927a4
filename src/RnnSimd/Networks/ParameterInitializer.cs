using System.ComponentModel;
using System.Numerics;
using RnnSimd.Equations;

namespace RnnSimd;

/// <summary>For generated code: draws the first values of a network's parameters, the same for the same seed everywhere.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">The seed.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterInitializer<T>(int seed)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Random _random = new(seed);

    /// <summary>Fills the elements of one parameter.</summary>
    /// <param name="parameters">All parameters of the network.</param>
    /// <param name="info">Which of them to fill.</param>
    /// <param name="initializer">How they start.</param>
    /// <param name="argument">The initializer's scale or value.</param>
    public void Fill(Span<T> parameters, ParameterInfo info, Initializer initializer, double argument)
    {
        if (initializer == Initializer.Orthogonal)
        {
            FillOrthogonal(parameters, info, argument);
            return;
        }

        var fanSum = info.Rows + info.Columns;
        for (var row = 0; row < info.Rows; row++)
        {
            for (var column = 0; column < info.Columns; column++)
            {
                Set(parameters, info, row, column, argument * initializer switch
                {
                    Initializer.Zero => 0,
                    Initializer.Constant => 1,
                    Initializer.Identity => row == column ? 1 : 0,
                    Initializer.GlorotUniform => Uniform() * Math.Sqrt(6.0 / fanSum),
                    Initializer.GlorotNormal => Normal() * Math.Sqrt(2.0 / fanSum),
                    Initializer.HeUniform => Uniform() * Math.Sqrt(6.0 / info.Columns),
                    Initializer.HeNormal => Normal() * Math.Sqrt(2.0 / info.Columns),
                    Initializer.Uniform => Uniform(),
                    Initializer.Normal => Normal(),
                    _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Not an initializer."),
                });
            }
        }
    }

    // Gram-Schmidt on normal vectors, twice over: once loses orthogonality where vectors are nearly parallel.
    private void FillOrthogonal(Span<T> parameters, ParameterInfo info, double scale)
    {
        var isWide = info.Columns > info.Rows;
        var (count, length) = isWide ? (info.Rows, info.Columns) : (info.Columns, info.Rows);
        var basis = new double[count][];
        for (var i = 0; i < count; i++)
        {
            basis[i] = new double[length];
            do
            {
                for (var j = 0; j < length; j++)
                {
                    basis[i][j] = Normal();
                }
            }
            while (!TryNormalize(basis, i));

            for (var j = 0; j < length; j++)
            {
                Set(parameters, info, isWide ? i : j, isWide ? j : i, scale * basis[i][j]);
            }
        }
    }

    private static bool TryNormalize(double[][] basis, int last)
    {
        var vector = basis[last];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < last; i++)
            {
                var dot = Dot(basis[i], vector);
                for (var j = 0; j < vector.Length; j++)
                {
                    vector[j] -= dot * basis[i][j];
                }
            }
        }

        var norm = Math.Sqrt(Dot(vector, vector));
        for (var j = 0; j < vector.Length; j++)
        {
            vector[j] /= norm;
        }

        return norm > 1e-6;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Set(Span<T> parameters, ParameterInfo info, int row, int column, double value) =>
        parameters[info.Offset + row * info.RowStride + column * info.ColumnStride] = T.CreateTruncating(value);

    private double Uniform() => 2 * _random.NextDouble() - 1;

    // Box and Muller (1958); 1 - x keeps the logarithm finite.
    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
