using System.Numerics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>The products of one row, bit for bit against the promised order of their sums, between guard pages.</summary>
[Trait("Category", "Bits")]
public abstract class RowProductTests<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Ends of a row at every width, tiles of eight and of sixteen vectors with and without a rest, and more than fits a block of partial sums.
    private static readonly int[] s_columns =
        [1, 2, 3, 5, 16, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 191, 192, 255, 256, 257, 300, 384, 512, 640, 1024, 1030, 2048];

    // Turns of 24, 12, 8, 4 and 1 rows, and none.
    private static readonly int[] s_inner = [0, 1, 3, 4, 7, 8, 11, 12, 13, 17, 24, 25, 35, 41, 64, 67];

    private readonly GuardedMemory<T> _memoryZ = new(1 << 12);
    private readonly GuardedMemory<T> _memoryA = new(1 << 12);
    private readonly GuardedMemory<T> _memoryW = new(1 << 18);
    private readonly GuardedMemory<T> _memoryBias = new(1 << 12);

    protected delegate void ProductOperation(
        ref T z, ref readonly T a, ref readonly T w, int wStride, int inner, int columns, int chains, bool lastFirst);

    protected delegate void BiasedOperation(
        ref T z, ref readonly T a, ref readonly T w, int wStride, ref readonly T bias, int inner, int columns, int chains, bool lastFirst);

    protected abstract ProductOperation Multiply { get; }

    protected abstract ProductOperation AddMultiply { get; }

    protected abstract BiasedOperation MultiplyBias { get; }

    public void Dispose()
    {
        _memoryZ.Dispose();
        _memoryA.Dispose();
        _memoryW.Dispose();
        _memoryBias.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    public void Products_of_a_row_have_the_bits_of_the_promised_sums(int chains, bool lastFirst)
    {
        var random = new Random(20240611);
        foreach (var columns in s_columns)
        {
            foreach (var inner in s_inner)
            {
                var (gap, atEnd) = (random.Next(2) * random.Next(20), random.Next(2) == 0);
                var (a, w) = (RandomMatrix.Draw<T>(random, 1, inner), RandomMatrix.Draw<T>(random, inner, columns));
                var (before, bias) = (RandomMatrix.Draw<T>(random, 1, columns), RandomMatrix.Draw<T>(random, 1, columns));
                var viewA = new GuardedMatrix<T>(_memoryA, atEnd, a, 0);
                var viewW = new GuardedMatrix<T>(_memoryW, atEnd, w, gap);
                var viewBias = new GuardedMatrix<T>(_memoryBias, atEnd, bias, 0);
                var shape = $"{inner} × {columns}, stride {viewW.Stride}, {chains} chains";

                var z = new GuardedMatrix<T>(_memoryZ, atEnd, before, 0);
                Multiply(ref z.Start, ref viewA.Start, ref viewW.Start, viewW.Stride, inner, columns, chains, lastFirst);
                z.AssertEquals(ScalarProduct.Multiply(a, w, (_, _) => T.Zero, chains), $"Multiply {shape}");

                MultiplyBias(
                    ref z.Start, ref viewA.Start, ref viewW.Start, viewW.Stride, ref viewBias.Start, inner, columns, chains, lastFirst);
                z.AssertEquals(ScalarProduct.Multiply(a, w, (_, n) => bias[0, n], chains), $"MultiplyBias {shape}");

                z = new GuardedMatrix<T>(_memoryZ, atEnd, before, 0);
                AddMultiply(ref z.Start, ref viewA.Start, ref viewW.Start, viewW.Stride, inner, columns, chains, lastFirst);
                z.AssertEquals(ScalarProduct.Multiply(a, w, (_, n) => before[0, n], chains), $"AddMultiply {shape}");
            }
        }
    }
}

/// <inheritdoc/>
public sealed class RowProductSingleTests : RowProductTests<float>
{
    protected override ProductOperation Multiply => RowProduct.Multiply;

    protected override ProductOperation AddMultiply => RowProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => RowProduct.MultiplyBias;
}

/// <inheritdoc/>
public sealed class RowProductDoubleTests : RowProductTests<double>
{
    protected override ProductOperation Multiply => RowProduct.Multiply;

    protected override ProductOperation AddMultiply => RowProduct.AddMultiply;

    protected override BiasedOperation MultiplyBias => RowProduct.MultiplyBias;
}
