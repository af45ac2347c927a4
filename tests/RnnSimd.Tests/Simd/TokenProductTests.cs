using System.Numerics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>The products of tokens, bit for bit those of their one-hot vectors, between guard pages.</summary>
[Trait("Category", "Bits")]
public abstract class TokenProductTests<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] s_columns = [1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 33, 64, 100];
    private static readonly (int Rows, int Inner)[] s_sizes = [(0, 3), (1, 1), (1, 5), (2, 2), (7, 4), (12, 30)];

    private readonly GuardedMemory<T> _memoryZ = new(1 << 12);
    private readonly GuardedMemory<T> _memoryTokens = new(1 << 12);
    private readonly GuardedMemory<T> _memoryW = new(1 << 13);
    private readonly GuardedMemory<T> _memoryBias = new(1 << 12);

    protected delegate void ProductOperation(
        ref T z, int zStride, ref readonly T tokens, int tokenStride, ref readonly T w, int wStride, int rows, int inner, int columns);

    protected delegate void BiasedOperation(
        ref T z, int zStride, ref readonly T tokens, int tokenStride, ref readonly T w, int wStride, ref readonly T bias, int rows, int inner, int columns);

    protected abstract ProductOperation Multiply { get; }

    protected abstract ProductOperation AddMultiply { get; }

    protected abstract BiasedOperation MultiplyBias { get; }

    protected abstract ProductOperation AddTransposedMultiply { get; }

    protected abstract nint Number(T token, int inner);

    public void Dispose()
    {
        _memoryZ.Dispose();
        _memoryTokens.Dispose();
        _memoryW.Dispose();
        _memoryBias.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Products_have_the_bits_of_one_hot_vectors()
    {
        var random = new Random(20240612);
        foreach (var (rows, inner) in s_sizes)
        {
            foreach (var columns in s_columns)
            {
                var (gap, atEnd) = (random.Next(2) * random.Next(20), random.Next(2) == 0);
                var (tokens, oneHot) = Draw(random, rows, inner);
                var (w, before) = (RandomMatrix.Draw<T>(random, inner, columns), RandomMatrix.Draw<T>(random, rows, columns));
                var bias = RandomMatrix.Draw<T>(random, 1, columns);
                w[inner - 1, columns - 1] = T.NegativeZero;
                var viewTokens = new GuardedMatrix<T>(_memoryTokens, atEnd, tokens, gap);
                var viewW = new GuardedMatrix<T>(_memoryW, atEnd, w, gap);
                var viewBias = new GuardedMatrix<T>(_memoryBias, atEnd, bias, 0);
                var shape = $"{rows} rows, {inner} × {columns}, gap {gap}";

                var z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
                Multiply(ref z.Start, z.Stride, ref viewTokens.Start, viewTokens.Stride, ref viewW.Start, viewW.Stride, rows, inner, columns);
                z.AssertEquals(ScalarProduct.Multiply(oneHot, w, (_, _) => T.Zero, chains: 1), $"Multiply {shape}");

                MultiplyBias(
                    ref z.Start, z.Stride, ref viewTokens.Start, viewTokens.Stride, ref viewW.Start, viewW.Stride, ref viewBias.Start, rows, inner, columns);
                z.AssertEquals(ScalarProduct.Multiply(oneHot, w, (_, n) => bias[0, n], chains: 1), $"MultiplyBias {shape}");

                z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
                AddMultiply(ref z.Start, z.Stride, ref viewTokens.Start, viewTokens.Stride, ref viewW.Start, viewW.Stride, rows, inner, columns);
                z.AssertEquals(ScalarProduct.Multiply(oneHot, w, (r, n) => before[r, n], chains: 1), $"AddMultiply {shape}");
            }
        }
    }

    [Fact]
    public void Gradients_are_added_to_the_rows_of_the_tokens_in_order()
    {
        var random = new Random(20240613);
        foreach (var (rows, inner) in s_sizes)
        {
            foreach (var columns in s_columns)
            {
                var (gap, atEnd) = (random.Next(2) * random.Next(20), random.Next(2) == 0);
                var (tokens, _) = Draw(random, rows, inner);
                var (d, expected) = (RandomMatrix.Draw<T>(random, rows, columns), RandomMatrix.Draw<T>(random, inner, columns));
                var sum = new GuardedMatrix<T>(_memoryW, atEnd, expected, gap);
                var viewTokens = new GuardedMatrix<T>(_memoryTokens, atEnd, tokens, gap);
                var viewD = new GuardedMatrix<T>(_memoryZ, atEnd, d, gap);
                for (var r = 0; r < rows; r++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        expected[int.CreateChecked(tokens[r, 0]), column] += d[r, column];
                    }
                }

                AddTransposedMultiply(
                    ref sum.Start, sum.Stride, ref viewTokens.Start, viewTokens.Stride, ref viewD.Start, viewD.Stride, rows, inner, columns);
                sum.AssertEquals(expected, $"{rows} rows, {inner} × {columns}, gap {gap}");
            }
        }
    }

    // Not a check of the user's inputs, which comes earlier, but what keeps memory safe if they are changed after it. What stands between two
    // tokens is cut off.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(1.9, 1)]
    [InlineData(-0.5, 0)]
    public void A_token_is_the_number_of_a_row(double token, int number) => Assert.Equal(number, Number(T.CreateChecked(token), 3));

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(1e30)]
    [InlineData(-1e30)]
    [InlineData(double.PositiveInfinity)]
    public void No_other_row_is_touched(double value)
    {
        var token = T.CreateChecked(value);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(token), () => Number(token, 3));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(token), () =>
        {
            T[] memory = [T.One, T.One, T.One, T.One];
            AddTransposedMultiply(ref memory[1], 1, in token, 1, in memory[0], 1, 1, 3, 1);
        });
    }

    private static (T[,] Tokens, T[,] OneHot) Draw(Random random, int rows, int inner)
    {
        var (tokens, oneHot) = (new T[rows, 1], new T[rows, inner]);
        for (var r = 0; r < rows; r++)
        {
            var token = r == 0 ? inner - 1 : random.Next(inner);
            (tokens[r, 0], oneHot[r, token]) = (T.CreateChecked(token), T.One);
        }

        return (tokens, oneHot);
    }
}

/// <inheritdoc/>
public sealed class TokenProductSingleTests : TokenProductTests<float>
{
    protected override ProductOperation Multiply => TokenProduct.Multiply;

    protected override ProductOperation AddMultiply => TokenProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => TokenProduct.MultiplyBias;

    protected override ProductOperation AddTransposedMultiply => TokenProduct.AddTransposedMultiply;

    protected override nint Number(float token, int inner) => TokenProduct.Number(token, inner);
}

/// <inheritdoc/>
public sealed class TokenProductDoubleTests : TokenProductTests<double>
{
    protected override ProductOperation Multiply => TokenProduct.Multiply;

    protected override ProductOperation AddMultiply => TokenProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => TokenProduct.MultiplyBias;

    protected override ProductOperation AddTransposedMultiply => TokenProduct.AddTransposedMultiply;

    protected override nint Number(double token, int inner) => TokenProduct.Number(token, inner);
}
