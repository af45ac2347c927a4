namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Measures of arrays.</summary>
internal static class Distance
{
    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>The largest difference of two elements; NaN if there is one in either.</summary>
    public static double Largest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Aggregate(0.0, Math.Max);

    /// <summary>The largest magnitude, or 1 if that is larger.</summary>
    public static double Scale(double[] values) => values.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
}
