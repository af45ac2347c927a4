using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class StandardizationTests
{
    // Means 3 and 10; deviations 2 (of −2, 0, 2, 0 … over 4: √2) and 0.
    private static readonly double[] s_rows = [1, 10, 3, 10, 5, 10, 3, 10];

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.7, 1000)]
    [InlineData(-3e10, 7)]
    public void A_constant_feature_is_shifted_only(double value, int rows)
    {
        var data = Enumerable.Repeat(value, rows).ToArray();
        var standardization = Standardization.Fit<double>(data, 1);

        double[] other = [value + 1];
        standardization.Apply<double>(other);
        Assert.Equal(1, other[0], 1e-5);
    }

    [Fact]
    public void Each_feature_gets_mean_0_and_deviation_1()
    {
        var standardization = Standardization.Fit<double>(s_rows, 2);
        double[] data = [.. s_rows];

        standardization.Apply<double>(data);

        Assert.Equal([3, 10], standardization.Means.ToArray());
        Assert.Equal(Math.Sqrt(2), standardization.Deviations[0], 1e-12);
        Assert.Equal(1.0, standardization.Deviations[1]);
        Assert.Equal([-Math.Sqrt(2), 0, 0, 0, Math.Sqrt(2), 0, 0, 0], data, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Undo_brings_the_scale_back()
    {
        var standardization = Standardization.Fit<double>(s_rows, 2);
        float[] data = [0, 0, 1, -2];

        standardization.Undo<float>(data);

        Assert.Equal([3, 10, 3 + MathF.Sqrt(2), 8], data, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void What_goes_into_a_file_comes_back_to_the_last_bit()
    {
        var standardization = Standardization.Fit<double>([0.1, 1e-100, 0.7, 3e100], 2);

        var back = Standardization.FromMetadata(standardization.ToMetadata("inputs"), "inputs");

        Assert.Equal(standardization.Means.ToArray(), back.Means.ToArray());
        Assert.Equal(standardization.Deviations.ToArray(), back.Deviations.ToArray());
    }

    [Theory]
    [InlineData("1 2", "1", "2 means for 1 deviations")]
    [InlineData("1", "0", "not above 0")]
    [InlineData("1", "-1", "not above 0")]
    [InlineData("NaN", "1", "'NaN'")]
    [InlineData("1 x", "1 1", "'x'")]
    [InlineData("", "1", "''")]
    public void Entries_that_are_wrong_are_refused(string means, string deviations, string message)
    {
        var metadata = new Dictionary<string, string> { ["x.means"] = means, ["x.deviations"] = deviations };

        var error = Assert.Throws<ArgumentException>("metadata", () => Standardization.FromMetadata(metadata, "x"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_entry_is_named()
    {
        var error = Assert.Throws<ArgumentException>("metadata", () => Standardization.FromMetadata(new Dictionary<string, string>(), "targets"));
        Assert.Contains("'targets.means'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_must_be_whole_rows_of_finite_numbers()
    {
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Standardization.Fit<float>(new float[2], 0));
        Assert.Throws<ArgumentException>("data", () => Standardization.Fit<float>([], 1));
        Assert.Throws<ArgumentException>("data", () => Standardization.Fit<float>(new float[3], 2));
        var error = Assert.Throws<ArgumentException>("data", () => Standardization.Fit<float>([1, 2, 3, float.NaN], 2));
        Assert.Contains("Element 1 of row 1 is NaN", error.Message, StringComparison.Ordinal);

        var standardization = Standardization.Fit<float>(new float[2], 2);
        Assert.Throws<ArgumentException>("data", () => standardization.Apply(new float[3].AsSpan()));
        Assert.Throws<ArgumentException>("data", () => standardization.Undo(new float[3].AsSpan()));
    }
}
