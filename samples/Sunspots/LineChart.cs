using System.Globalization;
using System.Net;
using System.Text;

namespace Sunspots;

/// <summary>A line of a chart: one point a year.</summary>
internal sealed record ChartLine(string Name, string Color, double Width, YearlySeries Points);

/// <summary>Years with a tinted background and a caption.</summary>
internal sealed record ChartBand(string Caption, string Color, Period Years);

/// <summary>Yearly series as lines over common axes, as an SVG file.</summary>
internal sealed class LineChart
{
    private const int Width = 1200;
    private const int Height = 480;
    private const int Left = 72;
    private const int Right = Width - 24;
    private const int Top = 84;
    private const int Bottom = Height - 56;
    private const int YearsPerTick = 10;
    private const int UnitsPerTick = 50;

    public required string Title { get; init; }

    public required string HorizontalTitle { get; init; }

    public required string VerticalTitle { get; init; }

    /// <summary>The years to show; what lines have beyond them is cut off.</summary>
    public required Period Years { get; init; }

    public required IReadOnlyList<ChartBand> Bands { get; init; }

    public required IReadOnlyList<ChartLine> Lines { get; init; }

    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.AppendLine(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="Helvetica, Arial, sans-serif" font-size="14" fill="#444">"""));
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine(Text(Left, 34, Title, "font-size=\"20\" font-weight=\"bold\" fill=\"#222\""));
        AppendBands(svg);
        AppendAxes(svg);
        AppendLines(svg);
        AppendLegend(svg);
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private double MaximumValue
    {
        get
        {
            var maximum = Lines.Max(line => Shown(line).Max(year => line.Points[year]));
            return Math.Ceiling(maximum / UnitsPerTick) * UnitsPerTick;
        }
    }

    private void AppendBands(StringBuilder svg)
    {
        foreach (var band in Bands)
        {
            var left = X(Math.Max(band.Years.First - 0.5, Years.First));
            var right = X(Math.Min(band.Years.Last + 0.5, Years.Last));
            svg.AppendLine(Invariant($"""<rect x="{left:0.0}" y="{Top}" width="{right - left:0.0}" height="{Bottom - Top}" fill="{band.Color}"/>"""));
            svg.AppendLine(Text((left + right) / 2, Top + 18, band.Caption, "text-anchor=\"middle\" fill=\"#777\""));
        }
    }

    private void AppendAxes(StringBuilder svg)
    {
        for (var value = 0; value <= MaximumValue; value += UnitsPerTick)
        {
            svg.AppendLine(Invariant($"""<path d="M{Left} {Y(value):0.0}H{Right}" stroke="#ccc" stroke-width="{(value == 0 ? 1.5 : 0.75)}"/>"""));
            svg.AppendLine(Text(Left - 8, Y(value) + 5, value.ToString(CultureInfo.InvariantCulture), "text-anchor=\"end\""));
        }

        for (var year = Years.First + (YearsPerTick - Years.First % YearsPerTick) % YearsPerTick; year <= Years.Last; year += YearsPerTick)
        {
            svg.AppendLine(Invariant($"""<path d="M{X(year):0.0} {Bottom}v6" stroke="#999"/>"""));
            svg.AppendLine(Text(X(year), Bottom + 22, year.ToString(CultureInfo.InvariantCulture), "text-anchor=\"middle\""));
        }

        svg.AppendLine(Text((Left + Right) / 2.0, Bottom + 44, HorizontalTitle, "text-anchor=\"middle\""));
        svg.AppendLine(Text(0, 0, VerticalTitle, Invariant($"text-anchor=\"middle\" transform=\"translate(22 {(Top + Bottom) / 2}) rotate(-90)\"")));
    }

    private void AppendLines(StringBuilder svg)
    {
        foreach (var line in Lines)
        {
            var points = string.Join(' ', Shown(line).Select(year => Invariant($"{X(year):0.0},{Y(line.Points[year]):0.0}")));
            svg.AppendLine(Invariant($"""<polyline points="{points}" fill="none" stroke="{line.Color}" stroke-width="{line.Width}" stroke-linejoin="round"/>"""));
        }
    }

    private void AppendLegend(StringBuilder svg)
    {
        const int EntryWidth = 230;
        for (var i = 0; i < Lines.Count; i++)
        {
            var x = Left + i * EntryWidth;
            svg.AppendLine(Invariant($"""<path d="M{x} 59h28" stroke="{Lines[i].Color}" stroke-width="{Lines[i].Width}"/>"""));
            svg.AppendLine(Text(x + 36, 64, Lines[i].Name, ""));
        }
    }

    private IEnumerable<int> Shown(ChartLine line)
    {
        var first = Math.Max(Years.First, line.Points.FirstYear);
        return Enumerable.Range(first, Math.Min(Years.Last, line.Points.LastYear) - first + 1);
    }

    private double X(double year) => Left + (year - Years.First) / (Years.Last - Years.First) * (Right - Left);

    private double Y(double value) => Bottom - value / MaximumValue * (Bottom - Top);

    private static string Text(double x, double y, string text, string attributes) =>
        Invariant($"""<text x="{x:0.0}" y="{y:0.0}" {attributes}>{WebUtility.HtmlEncode(text)}</text>""");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
