namespace RnnSimd.Generators.Tests;

/// <summary>Values that may differ by rounding.</summary>
internal static class Near
{
    /// <summary>Asserts that values agree to rounding.</summary>
    public static void Equal(string what, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"{what}: element {i} is {actual[i]}, not {expected[i]}.");
        }
    }
}
