namespace RnnSimd.Tests.Networks;

/// <summary>Derivatives by differences, in double.</summary>
internal static class Differences
{
    /// <summary>
    /// The slope of a function at 0 by central differences of fourth order, or null where there is none to be seen: across a kink,
    /// as of a ReLU, a long and a short difference disagree.
    /// </summary>
    public static double? Slope(Func<double, double> function)
    {
        var (slope, shorter) = (Slope(function, 4e-5), Slope(function, 1e-5));
        Assert.True(double.IsFinite(slope), $"The differences are {slope}.");
        return Math.Abs(slope - shorter) <= 1e-8 * Math.Max(1, Math.Abs(slope)) ? slope : null;
    }

    private static double Slope(Func<double, double> f, double h) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}
