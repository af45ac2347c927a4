using System.Numerics;
using RnnSimd.Simd;

namespace RnnSimd.Diagnostics;

/// <summary>
/// The largest magnitude of a matrix's eigenvalues, complex ones too. Of a recurrent matrix U it decides what Uᵗ becomes: below 1 it vanishes, above 1 it
/// explodes. Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013.
/// </summary>
/// <remarks>
/// By Gelfand's formula ρ = lim ‖Aⁿ‖^(1/n): A is squared until n = 2⁵⁰, each time balanced and with powers of two taken out, so nothing overflows
/// or gets lost beside something larger. The root makes nothing of what a norm differs from an eigenvalue, so neither complex eigenvalues nor
/// several of one magnitude nor missing eigenvectors need care. The relative error is about 10⁻¹³ for a well-conditioned eigenvalue; one that the
/// rounding of the elements already moves, as that of a Jordan block in some other basis, is not known more exactly than that. It takes
/// 50 products of the matrix with itself.
/// </remarks>
public static class SpectralRadius
{
    private const int Squarings = 50;

    /// <summary>The spectral radius of a network's parameter, for example of <c>"0.U"</c>, at its present value.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="parameter">The <see cref="ParameterInfo.Name"/> of a square matrix.</param>
    /// <exception cref="ArgumentException">There is no such parameter, it is not square, or an element is not finite.</exception>
    public static double Of<T>(IRecurrentNetwork<T> network, string parameter)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var info = network.ParameterInfos.FirstOrDefault(info => info.Name == parameter)
            ?? throw new ArgumentException(
                $"There is no parameter \"{parameter}\"; there are {string.Join(", ", network.ParameterInfos.Select(info => info.Name))}.", nameof(parameter));
        if (info.Rank != 2 || info.Rows != info.Columns)
        {
            throw new ArgumentException($"\"{parameter}\" is no square matrix: {info.Rows} × {info.Columns}, of rank {info.Rank}.", nameof(parameter));
        }

        var matrix = new T[info.Count];
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = network.Parameters[info.Offset + i / info.Columns * info.RowStride + i % info.Columns * info.ColumnStride];
        }

        return Of<T>(matrix);
    }

    /// <summary>The spectral radius of a square matrix.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; it is computed in <see cref="double"/>.</typeparam>
    /// <param name="matrix">Its n² elements, row by row.</param>
    /// <exception cref="ArgumentException">The number of elements is no square, it is 0, or an element is not finite.</exception>
    public static double Of<T>(ReadOnlySpan<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = (int)Math.Sqrt(matrix.Length);
        if (size == 0 || size * size != matrix.Length)
        {
            throw new ArgumentException($"A square matrix has 1, 4, 9, … elements, not {matrix.Length}.", nameof(matrix));
        }

        var power = new double[matrix.Length];
        for (var i = 0; i < power.Length; i++)
        {
            power[i] = T.IsFinite(matrix[i])
                ? double.CreateChecked(matrix[i])
                : throw new ArgumentException($"Element [{i / size}, {i % size}] is {matrix[i]}.", nameof(matrix));
        }

        return Of(power, size);
    }

    // With A^(2^k) similar to 2^e · power throughout, log2 ρ is the limit of (e + log2 ‖power‖) / 2^k; only e / 2^k is kept.
    private static double Of(double[] power, int size)
    {
        var square = new double[power.Length];
        var root = 1.0;
        var logarithm = 0.0;
        for (var k = 0; ; k++)
        {
            Balancing.Balance(power, size);
            var scale = TakeOutPowerOfTwo(power);
            if (scale == int.MinValue)
            {
                return 0;
            }

            logarithm += scale * root;
            if (k == Squarings)
            {
                return Math.Pow(2, logarithm + Math.Log2(Norm(power)) * root);
            }

            MatrixProduct.Multiply(ref square[0], size, in power[0], size, Weights.Rows(in power[0], size), size, size, size, chains: 1);
            (power, square) = (square, power);
            root /= 2;
        }
    }

    /// <summary>Scales the largest magnitude into [1, 2), and says by which power of two it was larger; <see cref="int.MinValue"/> if all elements are zero.</summary>
    private static int TakeOutPowerOfTwo(double[] matrix)
    {
        var scale = Math.ILogB(matrix.Max(Math.Abs));
        if (scale != int.MinValue)
        {
            foreach (ref var element in matrix.AsSpan())
            {
                element = Math.ScaleB(element, -scale);
            }
        }

        return scale;
    }

    private static double Norm(double[] matrix) => Math.Sqrt(matrix.Sum(element => element * element));
}
