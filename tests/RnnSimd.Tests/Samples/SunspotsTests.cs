using Sunspots;

namespace RnnSimd.Tests.Samples;

public class SunspotsTests
{
    [Fact]
    public void The_data_has_the_published_variance()
    {
        var numbers = Sunspots().Between(1700, 1979).ToArray();

        Assert.Equal(Accuracy.Variance, numbers.Select(number => number * number).Average() - Math.Pow(numbers.Average(), 2), 0.005);
    }

    [Theory]
    [InlineData(1921, 1955, 0.427)]
    [InlineData(1956, 1979, 0.965)]
    public void Persistence_has_its_published_error(int first, int last, double expected)
    {
        var sunspots = Sunspots();

        Assert.Equal(expected, Accuracy.AverageRelativeVariance(sunspots, sunspots.Shifted(years: 1), new Period(first, last)), 0.0005);
    }

    [Fact]
    public void A_series_knows_its_years()
    {
        var series = YearlySeries.Read(new StringReader("year,sunspots\n1700,5\n1701,11.5\n"));

        Assert.Equal((1700, 1701, 2), (series.FirstYear, series.LastYear, series.Count));
        Assert.Equal(11.5, series[1701]);
        Assert.Equal(5.0, series.Shifted(years: 2)[1702]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("year,sunspots", "no years")]
    [InlineData("year,sunspots\n1700,5\n1702,1", "Line 3 is for the year 1702, but 1701 comes next")]
    [InlineData("year,sunspots\n1700,-5", "Line 2 is not")]
    [InlineData("year,sunspots\n1700,NaN", "Line 2 is not")]
    [InlineData("year,sunspots\n1700;5", "Line 2 is not")]
    [InlineData("year,sunspots\n1700,5\n\n1701,5", "Line 3 is not")]
    public void A_damaged_file_is_refused(string text, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => YearlySeries.Read(new StringReader(text)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static YearlySeries Sunspots()
    {
        using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Samples", "sunspots-yearly.csv"));
        return YearlySeries.Read(reader);
    }
}
