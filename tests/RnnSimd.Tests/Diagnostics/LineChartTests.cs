using System.Globalization;
using System.Xml.Linq;
using RnnSimd.Diagnostics;

namespace RnnSimd.Tests.Diagnostics;

public sealed class LineChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Equal_differences_are_equally_far_apart()
    {
        var points = Points(Chart(new("x"), new("y"), new ChartLine("line", [(0, -1), (1, 0), (3, 2)])));

        Assert.Equal(2 * (points[1].X - points[0].X), points[2].X - points[1].X, 0.2);
        Assert.Equal(2 * (points[0].Y - points[1].Y), points[1].Y - points[2].Y, 0.2);
    }

    [Fact]
    public void Equal_factors_are_equally_far_apart_on_a_logarithmic_axis()
    {
        var points = Points(Chart(new("x") { IsLogarithmic = true }, new("y") { IsLogarithmic = true }, new ChartLine("line", [(1, 1e-6), (2, 1e-2), (8, 1e6)])));

        Assert.Equal(2 * (points[1].X - points[0].X), points[2].X - points[1].X, 0.2);
        Assert.Equal(2 * (points[0].Y - points[1].Y), points[1].Y - points[2].Y, 0.2);
    }

    [Fact]
    public void Given_ticks_are_the_ends()
    {
        var svg = Chart(new("x") { Ticks = [0, 4] }, new("y"), new ChartLine("line", [(0, 0), (2, 1), (4, 0)]));

        var points = Points(svg);
        Assert.Equal((points[0].X + points[2].X) / 2, points[1].X, 0.1);
        Assert.Equal((100, 710), (points[0].X, points[2].X));
        Assert.Equal(["0", "4"], Texts(svg).Where(text => text.X >= 100 && text.Y is > 476 and < 500).Select(text => text.Text));
    }

    [Theory]
    [InlineData(false, 0, 9.5, "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData(false, -0.03, 0.01, "-0.03 -0.025 -0.02 -0.015 -0.01 -0.005 0 0.005 0.01")]
    [InlineData(false, 1880, 2008, "1880 1900 1920 1940 1960 1980 2000 2020")]
    [InlineData(false, 5, 5, "4 4.2 4.4 4.6 4.8 5 5.2 5.4 5.6 5.8 6")]
    [InlineData(false, 1e20, 1e20, "8e19 8.5e19 9e19 9.5e19 1e20 1.05e20 1.1e20 1.15e20 1.2e20")]
    [InlineData(false, -1.7e308, 1.7e308, "-1.5e308 -1e308 -5e307 0 5e307 1e308 1.5e308")]
    [InlineData(true, 0.01, 100, "0.01 0.1 1 10 100")]
    [InlineData(true, 3, 30, "5 10 20")]
    [InlineData(true, 1e-30, 1, "1e-28 1e-24 1e-20 1e-16 1e-12 1e-8 0.0001 1")]
    [InlineData(true, 1e-320, 1, "1e-297 1e-264 1e-231 1e-198 1e-165 1e-132 1e-99 1e-66 1e-33 1")]
    public void Ticks_are_round(bool isLogarithmic, double low, double high, string expected)
    {
        var svg = Chart(new("x"), new("y") { IsLogarithmic = isLogarithmic }, new ChartLine("line", [(0, low), (1, high)]));

        var ticks = Texts(svg).Where(text => text.X < 100).Select(text => text.Text);
        Assert.Equal(expected, string.Join(' ', ticks));
    }

    [Fact]
    public void A_point_that_has_no_place_is_a_gap()
    {
        ChartLine line = new("line", [(0, 1), (1, 2), (2, double.NaN), (3, 3), (4, 4), (5, 0), (6, 5), (7, double.PositiveInfinity)]) { HasDots = true };

        var svg = Chart(new("x"), new("y") { IsLogarithmic = true }, line);
        Assert.Equal([2, 2], svg.Descendants(s_svg + "polyline").Select(run => ((string)run.Attribute("points")!).Split(' ').Length));
        Assert.Equal(5, svg.Descendants(s_svg + "circle").Count());
    }

    [Fact]
    public void Names_stand_at_the_ends_of_lines_and_cover_each_other_nowhere()
    {
        string[] names = ["a < b", "b & c", "c", "d", "e"];
        ChartLine[] low = [.. names.Select(name => new ChartLine(name, [(0, 0), (1, 1e-9)]))];
        ChartLine[] high = [.. names.Select(name => new ChartLine($"high {name}", [(0, 5), (1, 10)]))];
        var svg = Chart(new("x"), new("y"), [.. low, .. high]);

        var labels = Texts(svg).Where(text => text.X > 710).ToArray();
        Assert.Equal(low.Concat(high).Select(line => line.Name).Order(), labels.Select(label => label.Text).Order());
        var heights = labels.Select(label => label.Y).Order().ToArray();
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 17.9, 1000));
        Assert.InRange(heights[0], 60, 90); // Where the high lines end.
        Assert.InRange(heights[^1], 460, 490);
    }

    [Theory]
    [InlineData(22)]
    [InlineData(30)]
    [InlineData(500)]
    public void Names_of_many_lines_share_the_height_evenly(int lines)
    {
        var svg = Chart(new("x"), new("y"), [.. Enumerable.Range(0, lines).Select(line => new ChartLine($"line {line}", [(0, 0), (1, 1 + line * 1e-6)]))]);

        // The plot is from 72 to 476; a name's base line is 5 below its middle.
        double[] middles = [.. Texts(svg).Where(text => text.X > 710).Select(text => text.Y - 5).Order()];
        Assert.Equal(lines, middles.Length);
        Assert.InRange(middles[0], 72, 476);
        Assert.InRange(middles[^1], 72, 476);
        var distance = Math.Min(18, 404.0 / lines);
        Assert.All(middles.Zip(middles.Skip(1)), pair => Assert.Equal(distance, pair.Second - pair.First, 0.11));
    }

    [Fact]
    public void What_xml_does_not_allow_is_replaced()
    {
        const string Bad = "a\u0001b\0\uFFFE\uD800 <\t😀>";
        const string Good = "a\uFFFDb\uFFFD\uFFFD\uFFFD <\t😀>";
        var svg = XDocument.Parse(new LineChart
        {
            Title = Bad,
            Horizontal = new(Bad) { Unit = Bad },
            Vertical = new(Bad),
            Bands = [new(Bad, 0, 1)],
            Lines = [new(Bad, [(0, 0), (1, 1)])],
        }.ToSvg());

        Assert.Equal(Good, svg.Descendants(s_svg + "title").Single().Value);
        Assert.Equal(5, Texts(svg).Count(text => text.Text == Good));
        Assert.Contains($"1 {Good}", Texts(svg).Select(text => text.Text));
    }

    [Fact]
    public void A_line_without_a_name_leaves_its_place_to_others()
    {
        ChartLine named = new("named", [(0, 0), (1, 5)]);
        var alone = Chart(new("x"), new("y"), named);
        var withNameless = Chart(new("x"), new("y"), new("", [(0, 0), (1, 5)]), named);

        Assert.Equal(2, withNameless.Descendants(s_svg + "polyline").Count());
        Assert.Equal(Texts(alone), Texts(withNameless));
    }

    [Fact]
    public void Lines_and_bands_look_as_they_are_asked_to()
    {
        var svg = XDocument.Parse(new LineChart
        {
            Title = "t",
            Horizontal = new("x"),
            Vertical = new("y"),
            Bands = [new("before", -5, 2)],
            Lines = [new("first", [(0, 0), (4, 4)]), new("second", [(0, 0), (4, 4)]) { IsDashed = true }, new("third", [(0, 0), (4, 4)]) { Color = ChartColor.Pink }],
        }.ToSvg());

        var lines = svg.Descendants(s_svg + "polyline").ToArray();
        Assert.Equal(["blue", "red", "pink"], lines.Select(line => (string)line.Attribute("class")!));
        Assert.Equal([false, true, false], lines.Select(line => line.Attribute("stroke-dasharray") is not null));
        var band = svg.Descendants(s_svg + "rect").Single(rect => (string?)rect.Attribute("class") == "band");
        Assert.Equal(("100.0", "305.0"), ((string)band.Attribute("x")!, (string)band.Attribute("width")!));
    }

    [Fact]
    public void A_chart_of_nothing_is_a_chart() => Assert.Empty(Chart(new("x"), new("y") { IsLogarithmic = true }).Descendants(s_svg + "polyline"));

    private static XDocument Chart(ChartAxis horizontal, ChartAxis vertical, params ChartLine[] lines) =>
        XDocument.Parse(new LineChart { Title = "Title", Horizontal = horizontal, Vertical = vertical, Lines = lines }.ToSvg());

    private static (double X, double Y)[] Points(XDocument svg) =>
    [
        .. ((string)svg.Descendants(s_svg + "polyline").Single().Attribute("points")!).Split(' ')
            .Select(point => point.Split(',')).Select(point => (Number(point[0]), Number(point[1]))),
    ];

    private static IEnumerable<(double X, double Y, string Text)> Texts(XDocument svg) =>
        svg.Descendants(s_svg + "text").Select(text => (Number((string)text.Attribute("x")!), Number((string)text.Attribute("y")!), text.Value));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
