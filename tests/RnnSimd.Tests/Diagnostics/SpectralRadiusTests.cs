using MathNet.Numerics.LinearAlgebra;
using RnnSimd.Diagnostics;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Diagnostics;

public sealed class SpectralRadiusTests
{
    [Theory]
    [InlineData(0.3, 0.95)]
    [InlineData(1.0, 1.05)]
    [InlineData(Math.PI / 2, 1e-200)]
    [InlineData(2.5, 1e200)]
    public void A_rotation_has_that_of_its_scale(double angle, double scale)
    {
        var (sin, cos) = Math.SinCos(angle);
        Near(scale, SpectralRadius.Of([scale * cos, -scale * sin, scale * sin, scale * cos]));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.999, 4)]
    [InlineData(-1.0, 8)]
    [InlineData(3.0, 20)]
    [InlineData(1e-9, 5)]
    public void A_Jordan_block_has_that_of_its_diagonal(double eigenvalue, int size)
    {
        var block = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            block[i * size + i] = eigenvalue;
            if (i + 1 < size)
            {
                block[i * size + i + 1] = 1;
            }
        }

        Near(Math.Abs(eigenvalue), SpectralRadius.Of<double>(block));
    }

    [Fact]
    public void Nothing_comes_back_out_of_a_nilpotent_matrix()
    {
        Assert.Equal(0, SpectralRadius.Of([0.0, 1, 5, 0, 0, 2, 0, 0, 0]));
        Assert.Equal(0, SpectralRadius.Of(new double[16]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(65)]
    public void A_change_of_basis_leaves_it(int size)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var eigenvalues = Vector<double>.Build.Dense(size, _ => 2 * random.NextDouble() - 1);
            var basis = Matrix<double>.Build.DenseIdentity(size) + Matrix<double>.Build.Dense(size, size, (_, _) => (random.NextDouble() - 0.5) / size);
            var matrix = basis * Matrix<double>.Build.DenseOfDiagonalVector(eigenvalues) * basis.Inverse();

            Near(eigenvalues.AbsoluteMaximum(), SpectralRadius.Of<double>(matrix.ToRowMajorArray()), 1e-12);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(100)]
    public void A_random_matrix_has_that_of_its_eigenvalues(int size)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var matrix = Matrix<double>.Build.Dense(size, size, (_, _) => 2 * random.NextDouble() - 1);

            // Most of them are complex.
            var expected = matrix.Evd().EigenValues.AbsoluteMaximum().Magnitude;
            Near(expected, SpectralRadius.Of<double>(matrix.ToRowMajorArray()), 1e-11);
        }
    }

    [Fact]
    public void A_network_is_asked_by_the_name_of_a_matrix()
    {
        var network = new Gru5To20Single(seed: 1);
        Near(1, SpectralRadius.Of(network, "0.Uc"), 1e-6); // It starts orthogonal.

        var info = network.ParameterInfos.Single(info => info.Name == "0.Uc");
        for (var i = 0; i < info.Count; i++)
        {
            var (row, column) = (i / info.Columns, i % info.Columns);
            network.Parameters[info.Offset + row * info.RowStride + column * info.ColumnStride] = row < column ? 1 : row == column ? 0.25f : 0;
        }

        Near(0.25, SpectralRadius.Of(network, "0.Uc"));
    }

    [Fact]
    public void What_is_no_square_matrix_is_named()
    {
        var network = new Elman3To13();
        Assert.Contains("0.U", Assert.Throws<ArgumentException>("parameter", () => SpectralRadius.Of(network, "0.V")).Message, StringComparison.Ordinal);
        Assert.Contains("13 × 3", Assert.Throws<ArgumentException>("parameter", () => SpectralRadius.Of(network, "0.W")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("parameter", () => SpectralRadius.Of(network, "0.b"));
        Assert.Throws<ArgumentException>("matrix", () => SpectralRadius.Of(new double[8]));
        Assert.Throws<ArgumentException>("matrix", () => SpectralRadius.Of(Array.Empty<double>()));
        Assert.Contains("[1, 0] is NaN", Assert.Throws<ArgumentException>("matrix", () => SpectralRadius.Of([1, 2, double.NaN, 4])).Message, StringComparison.Ordinal);
    }

    private static void Near(double expected, double actual, double tolerance = 1e-13) =>
        Assert.InRange(actual / expected, 1 - tolerance, 1 + tolerance);
}
