using System.Globalization;
using System.Net;
using System.Text;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Stands at its right end.</param>
/// <param name="Color">One of the chart's colours.</param>
/// <param name="IsDashed">Whether it is no measurement.</param>
/// <param name="Points">From left to right.</param>
internal sealed record LogLogLine(string Name, string Color, bool IsDashed, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over two logarithmic axes, as an SVG file for light and dark pages.</summary>
internal sealed class LogLogChart
{
    private const int Width = 900;
    private const int Height = 540;
    private const int Left = 100;
    private const int Right = Width - 170;
    private const int Top = 56;
    private const int Bottom = Height - 64;
    private const int LabelDistance = 18;

    // What is left free above the highest point and below the lowest one, as a factor.
    private const double Margin = 1.4;

    private const string Style = """
        <style>
        .page { color: #ffffff } .text { color: #1f2328 } .grid { color: #d8dee4 } .gray { color: #59636e }
        .blue { color: #0969da } .green { color: #1a7f37 } .brown { color: #9a6700 } .purple { color: #8250df } .red { color: #cf222e } .pink { color: #bf3989 }
        @media (prefers-color-scheme: dark) {
        .page { color: #0d1117 } .text { color: #e6edf3 } .grid { color: #30363d } .gray { color: #9198a1 }
        .blue { color: #58a6ff } .green { color: #3fb950 } .brown { color: #d29922 } .purple { color: #bc8cff } .red { color: #ff7b72 } .pink { color: #f778ba }
        }
        text { fill: currentColor; font: 14px Helvetica, Arial, sans-serif }
        rect, circle { fill: currentColor }
        polyline, path { stroke: currentColor; fill: none; stroke-linejoin: round }
        </style>
        """;

    public required string Title { get; init; }

    public required string HorizontalTitle { get; init; }

    /// <summary>What vertical values are counted in.</summary>
    public required string Unit { get; init; }

    /// <summary>The values of the horizontal axis; the first and the last are its ends.</summary>
    public required IReadOnlyList<int> Ticks { get; init; }

    public required IReadOnlyList<LogLogLine> Lines { get; init; }

    private double Lowest => Lines.SelectMany(line => line.Points).Min(point => point.Y) / Margin;

    private double Highest => Lines.SelectMany(line => line.Points).Max(point => point.Y) * Margin;

    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img">""")).Append('\n');
        svg.Append(Invariant($"<title>{WebUtility.HtmlEncode(Title)}</title>\n{Style.ReplaceLineEndings("\n")}\n"));
        svg.Append("""<rect class="page" width="100%" height="100%"/>""").Append('\n');
        AppendText(svg, Left, 32, Title, "style=\"font-size: 18px; font-weight: bold\"");
        AppendAxes(svg);
        AppendLines(svg);
        AppendLabels(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private void AppendAxes(StringBuilder svg)
    {
        for (var power = (int)Math.Ceiling(Math.Log10(Lowest)); power <= Math.Log10(Highest); power++)
        {
            var value = Math.Pow(10, power);
            AppendPath(svg, Invariant($"M{Left} {Y(value):0.0}H{Right}"), "grid");
            AppendText(svg, Left - 10, Y(value) + 5, Invariant($"{value:N0} {Unit}"), "text-anchor=\"end\"");
        }

        AppendPath(svg, Invariant($"M{Left} {Bottom}H{Right}"), "gray");
        foreach (var tick in Ticks)
        {
            AppendPath(svg, Invariant($"M{X(tick):0.0} {Bottom}v6"), "gray");
            AppendText(svg, X(tick), Bottom + 22, Invariant($"{tick}"), "text-anchor=\"middle\"");
        }

        AppendText(svg, (Left + Right) / 2.0, Bottom + 48, HorizontalTitle, "text-anchor=\"middle\"");
    }

    private void AppendLines(StringBuilder svg)
    {
        foreach (var line in Lines)
        {
            var points = string.Join(' ', line.Points.Select(point => Invariant($"{X(point.X):0.0},{Y(point.Y):0.0}")));
            var dashes = line.IsDashed ? " stroke-dasharray=\"6 5\"" : "";
            svg.Append(Invariant($"""<polyline class="{line.Color}" points="{points}" stroke-width="2.5"{dashes}/>""")).Append('\n');
            foreach (var (x, y) in line.Points.Where(_ => !line.IsDashed))
            {
                svg.Append(Invariant($"""<circle class="{line.Color}" cx="{X(x):0.0}" cy="{Y(y):0.0}" r="4"/>""")).Append('\n');
            }
        }
    }

    /// <summary>Each line's name beside its right end, moved down as far as it would cover the one above, and up again at the bottom.</summary>
    private void AppendLabels(StringBuilder svg)
    {
        var ends = Lines.Select(line => (Line: line, Y: Y(line.Points[^1].Y))).OrderBy(end => end.Y).ToArray();
        var places = ends.Select(end => end.Y).ToArray();
        for (var i = 1; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], places[i - 1] + LabelDistance);
        }

        places[^1] = Math.Min(places[^1], Bottom - LabelDistance / 2);
        for (var i = places.Length - 2; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], places[i + 1] - LabelDistance);
        }

        foreach (var ((line, y), place) in ends.Zip(places))
        {
            AppendPath(svg, Invariant($"M{Right + 6} {y:0.0}L{Right + 22} {place:0.0}"), line.Color);
            AppendText(svg, Right + 27, place + 5, line.Name, "style=\"font-weight: bold\"", line.Color);
        }
    }

    private double X(double value) => Left + Math.Log(value / Ticks[0]) / Math.Log((double)Ticks[^1] / Ticks[0]) * (Right - Left);

    private double Y(double value) => Bottom - Math.Log(value / Lowest) / Math.Log(Highest / Lowest) * (Bottom - Top);

    private static void AppendPath(StringBuilder svg, string path, string color) =>
        svg.Append(Invariant($"""<path class="{color}" d="{path}"/>""")).Append('\n');

    private static void AppendText(StringBuilder svg, double x, double y, string text, string attributes, string color = "text") =>
        svg.Append(Invariant($"""<text class="{color}" x="{x:0.0}" y="{y:0.0}" {attributes}>{WebUtility.HtmlEncode(text)}</text>""")).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
