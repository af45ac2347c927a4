using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <content>Weights in panels.</content>
public abstract partial class MatrixProductTests<T>
{
    private static readonly int[] s_packedColumns = [64, 128, 192, 320];

    [Theory]
    [MemberData(nameof(MatrixShapes.Rows), MemberType = typeof(MatrixShapes))]
    public void Products_with_packed_weights_have_the_same_bits(int rows)
    {
        foreach (var columns in s_packedColumns)
        {
            foreach (var inner in s_inner)
            {
                var (chains, gap, atEnd) = (1 << _random.Next(4), _random.Next(3) * _random.Next(20), _random.Next(2) == 0);
                var (a, w, before, bias) = (Draw(rows, inner), Draw(inner, columns), Draw(rows, columns), Draw(1, columns));
                var viewA = new GuardedMatrix<T>(_memoryA, atEnd, a, gap);
                var viewBias = new GuardedMatrix<T>(_memoryBias, atEnd, bias, 0);
                var z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
                foreach (var transposed in new[] { false, true })
                {
                    var packed = new GuardedMatrix<T>(_memoryW, atEnd, new T[inner, columns], 0);
                    PackInto(ref packed.Start, w, transposed);
                    var weights = Weights.Panels(in packed.Start, inner);
                    var shape = $"{rows} × {inner} × {columns}, {chains} chains, packed";

                    Multiply(ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, weights, rows, inner, columns, chains);
                    z.AssertEquals(ScalarProduct.Multiply(a, w, (_, _) => T.Zero, chains), $"Multiply {shape}");

                    MultiplyBias(ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, weights, ref viewBias.Start, rows, inner, columns, chains);
                    z.AssertEquals(ScalarProduct.Multiply(a, w, (_, n) => bias[0, n], chains), $"MultiplyBias {shape}");

                    z = new GuardedMatrix<T>(_memoryZ, atEnd, before, gap);
                    AddMultiply(ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, weights, rows, inner, columns, chains);
                    z.AssertEquals(ScalarProduct.Multiply(a, w, (r, n) => before[r, n], chains), $"AddMultiply {shape}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(MatrixShapes.Rows), MemberType = typeof(MatrixShapes))]
    public void Products_of_two_parts_have_the_bits_of_one_after_the_other(int rows)
    {
        foreach (var columns in new[] { 64, 192 })
        {
            foreach (var inner in new[] { 0, 3, 64, 128, 131, 261 })
            {
                foreach (var innerOfB in s_inner)
                {
                    var (chains, gap, atEnd) = (1 << _random.Next(4), _random.Next(3) * _random.Next(20), _random.Next(2) == 0);
                    var (a, b, w, bias) = (Draw(rows, inner), Draw(rows, innerOfB), Draw(inner + innerOfB, columns), Draw(1, columns));
                    var viewA = new GuardedMatrix<T>(_memoryA, atEnd, a, gap);
                    var viewB = new GuardedMatrix<T>(_memoryB, atEnd, b, gap);
                    var viewBias = new GuardedMatrix<T>(_memoryBias, atEnd, bias, 0);
                    var z = new GuardedMatrix<T>(_memoryZ, atEnd, Draw(rows, columns), gap);
                    var packed = new GuardedMatrix<T>(_memoryW, atEnd, new T[inner + innerOfB, columns], 0);
                    PackInto(ref packed.Start, w, transposed: false);

                    MultiplyBiasInTwoParts(
                        ref z.Start, z.Stride, ref viewA.Start, viewA.Stride, inner, ref viewB.Start, viewB.Stride, innerOfB,
                        Weights.Panels(in packed.Start, inner + innerOfB), ref viewBias.Start, rows, columns, chains);

                    var first = ScalarProduct.Multiply(a, RowsOf(w, 0, inner), (_, n) => bias[0, n], 1);
                    var both = ScalarProduct.Multiply(b, RowsOf(w, inner, innerOfB), (r, n) => first[r, n], chains);
                    z.AssertEquals(both, $"{rows} × ({inner} + {innerOfB}) × {columns}, {chains} chains");
                }
            }
        }
    }

    [Fact]
    public void Sizes_of_two_parts_are_checked()
    {
        var memory = new T[256];
        void Call(int aInner, int bInner, int rows, int columns, int chains) => MultiplyBiasInTwoParts(
            ref memory[0], 64, ref memory[0], 1, aInner, ref memory[0], 1, bInner,
            Weights.Panels(in memory[0], 1), ref memory[0], rows, columns, chains);
        Assert.Throws<ArgumentOutOfRangeException>("aInner", () => Call(-1, 1, 1, 64, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bInner", () => Call(1, -1, 1, 64, 1));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Call(1, 1, -1, 64, 1));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => Call(1, 1, 1, 48, 1));
        Assert.Throws<ArgumentOutOfRangeException>("zStride", () => Call(1, 1, 2, 128, 1));
        Assert.Throws<ArgumentOutOfRangeException>("chains", () => Call(1, 1, 1, 64, 3));
        Assert.All(memory, element => Assert.Equal(T.Zero, element));
    }

    [Fact]
    public void Columns_that_do_not_fill_panels_are_refused()
    {
        var memory = new T[64];
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => Pack(ref memory[0], ref memory[0], 1, 1, 48));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => Pack(ref memory[0], ref memory[0], 1, 1, -64));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Pack(ref memory[0], ref memory[0], 1, -1, 64));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => PackTransposed(ref memory[0], ref memory[0], 1, 48, 1));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => PackTransposed(ref memory[0], ref memory[0], 1, -64, 1));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => PackTransposed(ref memory[0], ref memory[0], 1, 64, -1));
        Assert.All(memory, element => Assert.Equal(T.Zero, element));
    }

    private static T[,] RowsOf(T[,] matrix, int start, int count)
    {
        var rows = new T[count, matrix.GetLength(1)];
        Array.Copy(matrix, start * rows.GetLength(1), rows, 0, rows.Length);
        return rows;
    }

    /// <summary>Packs a matrix, or its transpose as a transpose; what is read has guard pages around it too.</summary>
    private void PackInto(ref T packed, T[,] w, bool transposed)
    {
        var (rows, columns) = (w.GetLength(0), w.GetLength(1));
        var source = transposed ? new T[columns, rows] : w;
        for (var r = 0; r < rows && transposed; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                source[c, r] = w[r, c];
            }
        }

        var view = new GuardedMatrix<T>(_memorySource, atEnd: _random.Next(2) == 0, source, gap: _random.Next(5));
        if (transposed)
        {
            PackTransposed(ref packed, ref view.Start, view.Stride, columns, rows);
        }
        else
        {
            Pack(ref packed, ref view.Start, view.Stride, rows, columns);
        }
    }
}
