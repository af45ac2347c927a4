using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RnnSimd.Diagnostics;

namespace RnnSimd.Tests.Diagnostics;

/// <summary>Charts of values of any size that a <see cref="double"/> has, and of logarithms of others.</summary>
public sealed partial class ChartRangeTests
{
    [Theory]
    [InlineData(true, 1e-300, 1.5e308)]
    [InlineData(true, 1e-320, 1)]
    [InlineData(true, double.Epsilon, double.MaxValue)]
    [InlineData(true, double.MaxValue, double.MaxValue)]
    [InlineData(false, 1e20, 1e20)]
    [InlineData(false, -1.7e308, 1.7e308)]
    [InlineData(false, double.MinValue, double.MaxValue)]
    [InlineData(false, double.MaxValue, double.MaxValue)]
    [InlineData(false, double.MinValue, double.MinValue)]
    [InlineData(false, 0, 4e-324)]
    [InlineData(false, -1e-310, 2e-310)]
    [InlineData(false, -1e-3, -1e-3)]
    [InlineData(false, 1e20, 1.0000000000000002e20)]
    [InlineData(false, 0, double.MaxValue)]
    public void No_value_is_too_large_or_too_small(bool isLogarithmic, double low, double high)
    {
        var (x, y) = (new ChartAxis("x") { IsLogarithmic = isLogarithmic }, new ChartAxis("y") { IsLogarithmic = isLogarithmic });
        var svg = Chart(x, y, new ChartLine("line", [(low, low), (high, high)]) { HasDots = true });

        AssertWithinItsViewBox(svg);
        Assert.True(VerticalTicks(svg).Length > 1 || isLogarithmic, svg);
        Assert.True(Heights(svg)[1] <= Heights(svg)[0], svg);
    }

    // 0 is in the middle of −x and x, and a constant in the middle of the axis that is made for it, to within half a step that rounding may add at an end.
    [Theory]
    [InlineData(-1.7e308, 0, 1.7e308)]
    [InlineData(1e20, 1e20, 1e20)]
    [InlineData(1e-20, 1e-20, 1e-20)]
    [InlineData(0, 0, 4e-324)]
    public void The_middle_is_in_the_middle(double low, double middle, double high)
    {
        var svg = Chart(new("x"), new("y"), new ChartLine("line", [(0, low), (1, middle), (2, high)]));
        Assert.Equal((72 + 476) / 2.0, Heights(svg)[1], 25.0);
    }

    [Property]
    public void Random_magnitudes_have_places(int seed, bool isHorizontalLogarithmic, bool isVerticalLogarithmic)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, random.Next(1, 4)).Select(line =>
            new ChartLine($"line {line}", [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (Draw(isHorizontalLogarithmic), Draw(isVerticalLogarithmic)))]) { HasDots = true });
        AssertWithinItsViewBox(Chart(
            new("x") { IsLogarithmic = isHorizontalLogarithmic }, new("y") { IsLogarithmic = isVerticalLogarithmic }, [.. lines]));

        double Draw(bool isPositive) => (isPositive || random.Next(2) == 0 ? 1 : -1) * Math.Pow(10, 600 * random.NextDouble() - 300);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logarithms_stand_where_their_values_do(bool isLogarithmic)
    {
        ChartAxis x = new("x"), y = new("y") { IsLogarithmic = isLogarithmic };
        var values = Chart(x, y, new ChartLine("line", [(0, 0.001), (1, 0), (2, 1), (3, 100)]) { HasDots = true });
        var logarithms = Chart(x, y, new ChartLine("line", [(0, -3), (1, double.NegativeInfinity), (2, 0), (3, 2)]) { HasDots = true, HasLogarithms = true });
        Assert.Equal(values, logarithms);
    }

    [Fact]
    public void Logarithms_may_be_those_of_what_is_no_double()
    {
        var svg = Chart(new("x"), new("y") { IsLogarithmic = true }, new ChartLine("line", [(0, -4000), (1, 0), (2, 4000), (3, 1e300)]) { HasLogarithms = true });

        AssertWithinItsViewBox(svg);
        Assert.Equal("1e-3204 1e-2403 1e-1602 1e-801 1 1e801 1e1602 1e2403 1e3204", string.Join(' ', VerticalTicks(svg)));
        Assert.Equal([476, 274, 72], Heights(svg));
    }

    [Fact]
    public void A_point_far_beyond_given_ends_has_numbers()
    {
        var svg = Chart(new("x") { Ticks = [0, 1e-200] }, new("y") { Ticks = [1, 1] }, new ChartLine("line", [(0, 0), (1e200, 1)]));
        Assert.DoesNotMatch(NoNumber(), svg);
    }

    internal static void AssertWithinItsViewBox(string svg)
    {
        Assert.DoesNotMatch(NoNumber(), svg);
        foreach (var element in XDocument.Parse(svg).Descendants())
        {
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.Value.EndsWith('%')))
            {
                switch (attribute.Name.LocalName)
                {
                    case "x" or "cx" or "width":
                        IsAcross(attribute.Value);
                        break;
                    case "y" or "cy" or "height":
                        IsDown(attribute.Value);
                        break;
                    case "points":
                        var points = attribute.Value.Split(' ').Select(point => point.Split(',')).ToArray();
                        Assert.All(points, point => IsAcross(point[0]));
                        Assert.All(points, point => IsDown(point[1]));
                        break;
                    case "d":
                        var path = PathParts().Match(attribute.Value);
                        Assert.True(path.Success, attribute.Value);
                        Assert.All(path.Groups["x"].Captures, x => IsAcross(x.Value));
                        Assert.All(path.Groups["y"].Captures, y => IsDown(y.Value));
                        break;
                }
            }
        }

        static void IsAcross(string x) => Assert.InRange(Number(x), 0, 900);

        static void IsDown(string y) => Assert.InRange(Number(y), 0, 540);
    }

    private static string Chart(ChartAxis horizontal, ChartAxis vertical, params ChartLine[] lines) =>
        new LineChart { Title = "Title", Horizontal = horizontal, Vertical = vertical, Lines = lines }.ToSvg();

    private static string[] VerticalTicks(string svg) =>
    [
        .. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text" && Number((string)element.Attribute("x")!) < 100)
            .Select(text => text.Value),
    ];

    private static double[] Heights(string svg)
    {
        var line = XDocument.Parse(svg).Descendants().Single(element => element.Name.LocalName == "polyline");
        return [.. ((string)line.Attribute("points")!).Split(' ').Select(point => Number(point.Split(',')[1]))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("NaN|Infinity|∞")]
    private static partial Regex NoNumber();

    [GeneratedRegex(@"^([ML](?<x>[-\d.]+) (?<y>[-\d.]+)|H(?<x>[-\d.]+)|v6)+$")]
    private static partial Regex PathParts();
}
