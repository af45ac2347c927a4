using RnnSimd.Benchmarks.Limits;
using RnnSimd.Simd;

namespace RnnSimd.Benchmarks.Cases;

/// <summary>Matrix products at the shapes that networks ask for.</summary>
internal static class MatrixProductCases
{
    private static readonly int[] s_batches = [1, 2, 3, 4, 5, 8, 16, 32];

    public static IEnumerable<Row> All =>
    [
        .. s_batches.Select(rows => AddMultiply(rows, 64, 256)),
        AddMultiply(32, 32, 128),
        AddMultiply(32, 128, 512),
        AddMultiply(32, 256, 1024),
        AddPackedMultiply(32, 64, 256),
        AddPackedMultiply(32, 256, 1024),
        AddMultiply(32, 20, 80),
        AddMultiply(32, 64, 96),
        AddMultiply(32, 13, 52),
        AddMultiply(32, 257, 1028),
        AddMultiply(1, 32, 128),
        AddMultiply(1, 64, 16),
        AddMultiply(1, 64, 16, chains: 4),
        AddMultiply(32, 64, 16, chains: 4),
        MultiplyBias(3200, 8, 256),
        MultiplyBias(3200, 64, 256),
        MultiplyBias(3200, 256, 64),
        MultiplyBias(3200, 32, 1),
        MultiplyBias(3200, 64, 8),
        AddTransposedMultiply(3200, 64, 256),
        AddTransposedMultiply(3200, 8, 256),
        AddTransposedMultiply(3200, 20, 80),
        AddTransposedMultiply(3200, 32, 1),
        AddTransposedMultiply(100, 32, 128),
        AddTransposedMultiply(20_000, 64, 256),
        AddColumnSums(3200, 256),
        Transpose(64, 256),
        AddMultiplyDouble(32, 64, 256),
        AddTransposedMultiplyDouble(3200, 64, 256),
    ];

    private static Row AddMultiply(int rows, int inner, int columns, int chains = 1)
    {
        var (z, a, w) = (new Values<float>(rows * columns), new Values<float>(rows * inner), new Values<float>(inner * columns));
        return Row(
            $"MatrixProduct.AddMultiply {rows} × {inner} × {columns}{(chains > 1 ? $", {chains} chains" : "")}", rows * inner * columns,
            () => MatrixProduct.AddMultiply(ref z[0], columns, in a[0], inner, Weights.Rows(in w[0], columns), rows, inner, columns, chains));
    }

    private static Row AddPackedMultiply(int rows, int inner, int columns)
    {
        var (z, a, w) = (new Values<float>(rows * columns), new Values<float>(rows * inner), new Values<float>(inner * columns));
        return Row(
            $"MatrixProduct.AddMultiply {rows} × {inner} × {columns}, packed", rows * inner * columns,
            () => MatrixProduct.AddMultiply(ref z[0], columns, in a[0], inner, Weights.Panels(in w[0], inner), rows, inner, columns, 1));
    }

    private static Row AddMultiplyDouble(int rows, int inner, int columns)
    {
        var (z, a, w) = (new Values<double>(rows * columns), new Values<double>(rows * inner), new Values<double>(inner * columns));

        // Counted twice, because a vector holds half as many: so the share is of the peak of double.
        return Row(
            $"MatrixProduct.AddMultiply {rows} × {inner} × {columns}, double", 2.0 * rows * inner * columns,
            () => MatrixProduct.AddMultiply(ref z[0], columns, in a[0], inner, Weights.Rows(in w[0], columns), rows, inner, columns, 1));
    }

    private static Row MultiplyBias(int rows, int inner, int columns)
    {
        var (z, a, w) = (new Values<float>(rows * columns), new Values<float>(rows * inner), new Values<float>(inner * columns));
        var bias = new Values<float>(columns);
        return Row(
            $"MatrixProduct.MultiplyBias {rows} × {inner} × {columns}", rows * inner * columns,
            () => MatrixProduct.MultiplyBias(ref z[0], columns, in a[0], inner, Weights.Rows(in w[0], columns), in bias[0], rows, inner, columns, 1));
    }

    private static Row AddTransposedMultiply(int rows, int inner, int columns)
    {
        var (sum, a, d) = (new Values<float>(inner * columns), new Values<float>(rows * inner), new Values<float>(rows * columns));
        return Row(
            $"MatrixProduct.AddTransposedMultiply {rows} × {inner} × {columns}", rows * inner * columns,
            () => MatrixProduct.AddTransposedMultiply(ref sum[0], columns, in a[0], inner, in d[0], columns, rows, inner, columns));
    }

    private static Row AddTransposedMultiplyDouble(int rows, int inner, int columns)
    {
        var (sum, a, d) = (new Values<double>(inner * columns), new Values<double>(rows * inner), new Values<double>(rows * columns));
        return Row(
            $"MatrixProduct.AddTransposedMultiply {rows} × {inner} × {columns}, double", 2.0 * rows * inner * columns,
            () => MatrixProduct.AddTransposedMultiply(ref sum[0], columns, in a[0], inner, in d[0], columns, rows, inner, columns));
    }

    private static Row AddColumnSums(int rows, int columns)
    {
        var (sum, d) = (new Values<float>(columns), new Values<float>(rows * columns));
        return Row(
            $"MatrixProduct.AddColumnSums {rows} × {columns}", 0.5 * rows * columns,
            () => MatrixProduct.AddColumnSums(ref sum[0], in d[0], columns, rows, columns));
    }

    private static Row Transpose(int rows, int columns)
    {
        var (destination, source) = (new Values<float>(rows * columns), new Values<float>(rows * columns));
        return Row(
            $"MatrixProduct.Transpose {rows} × {columns}", 0,
            () => MatrixProduct.Transpose(ref destination[0], rows, in source[0], columns, rows, columns));
    }

    private static Row Row(string name, double multiplyAdds, Action run) => new(name, new(multiplyAdds), () => NetworkCalls.Repeat(run));
}
