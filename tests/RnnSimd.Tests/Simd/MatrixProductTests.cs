using System.Numerics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>Every product, bit for bit against the promised order of its sums, between guard pages and at odd shapes.</summary>
public abstract partial class MatrixProductTests<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] s_columns = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 33, 47, 48, 52, 63, 64, 65, 67, 80, 129, 144, 150];
    private static readonly int[] s_inner = [0, 1, 2, 5, 9, 16, 67, 131, 261];

    private readonly GuardedMemory<T> _memoryZ = new(1 << 17);
    private readonly GuardedMemory<T> _memoryA = new(1 << 17);
    private readonly GuardedMemory<T> _memoryB = new(1 << 17);
    private readonly GuardedMemory<T> _memoryW = new(1 << 17);
    private readonly GuardedMemory<T> _memorySource = new(1 << 17);
    private readonly GuardedMemory<T> _memoryBias = new(1 << 10);
    private readonly Random _random = new(20240607);

    protected delegate void ProductOperation(
        ref T z, int zStride, ref readonly T a, int aStride, Weights<T> w, int rows, int inner, int columns, int chains);

    protected delegate void BiasedOperation(
        ref T z, int zStride, ref readonly T a, int aStride, Weights<T> w, ref readonly T bias,
        int rows, int inner, int columns, int chains);

    protected delegate void TwoPartOperation(
        ref T z, int zStride, ref readonly T a, int aStride, int aInner, ref readonly T b, int bStride, int bInner,
        Weights<T> w, ref readonly T bias, int rows, int columns, int chains);

    protected delegate void TransposedOperation(
        ref T sum, int sumStride, ref readonly T a, int aStride, ref readonly T d, int dStride, int rows, int inner, int columns);

    protected delegate void ColumnSumsOperation(ref T sum, ref readonly T d, int dStride, int rows, int columns);

    protected delegate void PackOperation(ref T packed, ref readonly T w, int wStride, int rows, int columns);

    protected delegate void TransposeOperation(
        ref T destination, int destinationStride, ref readonly T source, int sourceStride, int rows, int columns);

    protected abstract ProductOperation Multiply { get; }

    protected abstract ProductOperation AddMultiply { get; }

    protected abstract BiasedOperation MultiplyBias { get; }

    protected abstract TwoPartOperation MultiplyBiasInTwoParts { get; }

    protected abstract TransposedOperation AddTransposedMultiply { get; }

    protected abstract ColumnSumsOperation AddColumnSums { get; }

    protected abstract TransposeOperation Transpose { get; }

    protected abstract PackOperation Pack { get; }

    protected abstract PackOperation PackTransposed { get; }

    public void Dispose()
    {
        _memoryZ.Dispose();
        _memoryA.Dispose();
        _memoryB.Dispose();
        _memoryW.Dispose();
        _memorySource.Dispose();
        _memoryBias.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(MatrixShapes.Rows), MemberType = typeof(MatrixShapes))]
    public void Products_have_the_bits_of_the_promised_sums(int rows)
    {
        foreach (var (inner, columns, gap, atEnd) in Shapes())
        {
            var chains = 1 << _random.Next(4);
            var (a, w, before, bias) = (Draw(rows, inner), Draw(inner, columns), Draw(rows, columns), Draw(1, columns));
            var viewA = new GuardedMatrix<T>(_memoryA, atEnd, a, gap);
            var viewW = new GuardedMatrix<T>(_memoryW, atEnd, w, gap);
            var viewBias = new GuardedMatrix<T>(_memoryBias, atEnd, bias, 0);
            var shape = $"{rows} × {inner} × {columns}, {chains} chains";

            var z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
            Multiply(ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, Weights.Rows(in viewW.Start, viewW.Stride), rows, inner, columns, chains);
            z.AssertEquals(ScalarProduct.Multiply(a, w, (_, _) => T.Zero, chains), $"Multiply {shape}");

            MultiplyBias(
                ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, Weights.Rows(in viewW.Start, viewW.Stride), ref viewBias.Start,
                rows, inner, columns, chains);
            z.AssertEquals(ScalarProduct.Multiply(a, w, (_, n) => bias[0, n], chains), $"MultiplyBias {shape}");

            z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
            AddMultiply(ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, Weights.Rows(in viewW.Start, viewW.Stride), rows, inner, columns, chains);
            z.AssertEquals(ScalarProduct.Multiply(a, w, (r, n) => before[r, n], chains), $"AddMultiply {shape}");
        }
    }

    [Theory]
    [MemberData(nameof(MatrixShapes.Rows), MemberType = typeof(MatrixShapes))]
    public void Sums_over_rows_have_the_bits_of_the_promised_sums(int rows)
    {
        foreach (var (inner, columns, gap, atEnd) in Shapes())
        {
            var (a, d, before, total) = (Draw(rows, inner), Draw(rows, columns), Draw(inner, columns), Draw(1, columns));
            var viewA = new GuardedMatrix<T>(_memoryA, atEnd, a, gap);
            var viewD = new GuardedMatrix<T>(_memoryW, atEnd, d, gap);
            var sum = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
            var sums = new GuardedMatrix<T>(_memoryBias, atEnd, total, 0);

            AddTransposedMultiply(
                ref sum.Start, sum.Stride, ref viewA.Start, viewA.Stride, ref viewD.Start, viewD.Stride, rows, inner, columns);
            sum.AssertEquals(ScalarProduct.AddTransposedMultiply(before, a, d), $"AddTransposedMultiply {rows} × {inner} × {columns}");

            AddColumnSums(ref sums.Start, ref viewD.Start, viewD.Stride, rows, columns);
            sums.AssertEquals(ScalarProduct.AddTransposedMultiply(total, Ones(rows), d), $"AddColumnSums {rows} × {columns}");
        }
    }

    [Theory]
    [MemberData(nameof(MatrixShapes.Rows), MemberType = typeof(MatrixShapes))]
    public void Transpose_moves_every_element_and_touches_no_other(int rows)
    {
        foreach (var columns in s_columns)
        {
            var source = Draw(rows, columns);
            var expected = new T[columns, rows];
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    expected[c, r] = source[r, c];
                }
            }

            foreach (var atEnd in new[] { false, true })
            {
                var from = new GuardedMatrix<T>(_memoryA, atEnd, source, 3);
                var to = new GuardedMatrix<T>(_memoryZ, atEnd, new T[columns, rows], 5);
                Transpose(ref to.Start, to.Stride, ref from.Start, from.Stride, rows, columns);
                to.AssertEquals(expected, $"Transpose {rows} × {columns}");
            }
        }
    }

    [Fact]
    public void Infinities_and_NaN_stay_in_their_own_row_and_column()
    {
        var (a, w) = (Draw(5, 7), Draw(7, 19));
        a[1, 2] = T.NaN;
        w[3, 4] = T.PositiveInfinity;
        var z = new T[5, 19];
        Multiply(ref z[0, 0], 19, ref a[0, 0], 7, Weights.Rows(in w[0, 0], 19), 5, 7, 19, 1);
        for (var r = 0; r < 5; r++)
        {
            for (var n = 0; n < 19; n++)
            {
                Assert.Equal(r != 1 && n != 4, T.IsFinite(z[r, n]));
                Assert.Equal(r == 1, T.IsNaN(z[r, n]));
            }
        }
    }

    [Theory]
    [InlineData(-1, 2, 2, 1, "rows")]
    [InlineData(2, -1, 2, 1, "inner")]
    [InlineData(2, 2, -1, 1, "columns")]
    [InlineData(2, 2, 2, 3, "chains")]
    [InlineData(2, 2, 2, 0, "chains")]
    [InlineData(2, 2, 2, 16, "chains")]
    [InlineData(2, 2, 9, 1, "zStride")]
    public void Impossible_sizes_are_named(int rows, int inner, int columns, int chains, string parameter)
    {
        var memory = new T[64];
        Assert.Throws<ArgumentOutOfRangeException>(
            parameter, () => Multiply(ref memory[0], 8, ref memory[0], 8, Weights.Rows(in memory[0], 8), rows, inner, columns, chains));
        Assert.Throws<ArgumentOutOfRangeException>(
            parameter, () => AddMultiply(ref memory[0], 8, ref memory[0], 8, Weights.Rows(in memory[0], 8), rows, inner, columns, chains));
        Assert.Throws<ArgumentOutOfRangeException>(
            parameter, () => MultiplyBias(ref memory[0], 8, ref memory[0], 8, Weights.Rows(in memory[0], 8), ref memory[0], rows, inner, columns, chains));
        Assert.All(memory, element => Assert.Equal(T.Zero, element));
    }

    private static T[,] Ones(int rows)
    {
        var ones = new T[rows, 1];
        for (var r = 0; r < rows; r++)
        {
            ones[r, 0] = T.One;
        }

        return ones;
    }

    /// <summary>Shapes with every end of a row, with and without a gap between rows, at either end of the memory.</summary>
    private IEnumerable<(int Inner, int Columns, int Gap, bool AtEnd)> Shapes()
    {
        foreach (var columns in s_columns)
        {
            foreach (var inner in s_inner)
            {
                yield return (inner, columns, _random.Next(3) * _random.Next(20), _random.Next(2) == 0);
            }
        }
    }

    private T[,] Draw(int rows, int columns) => RandomMatrix.Draw<T>(_random, rows, columns);
}

/// <summary>The numbers of rows that both precisions are tested at.</summary>
public static class MatrixShapes
{
    /// <summary>Every number of rows that ends differently, and enough of them that panels are copied.</summary>
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, 21), 32, 35, 66, 130];
}
