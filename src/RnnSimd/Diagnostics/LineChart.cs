using System.Globalization;
using System.Net;
using System.Text;

namespace RnnSimd.Diagnostics;

/// <summary>Lines over two axes, as an SVG file for light and dark pages.</summary>
public sealed class LineChart
{
    private const int Width = 900;
    private const int Height = 540;
    private const int Left = 100;
    private const int Right = Width - 190;
    private const int Top = 72;
    private const int Bottom = Height - 64;
    private const int LabelDistance = 18;

    private const string Style = """
        <style>
        .page { color: #ffffff } .text { color: #1f2328 } .grid { color: #d8dee4 } .band { color: #f0f3f6 } .gray { color: #59636e }
        .blue { color: #0969da } .green { color: #1a7f37 } .brown { color: #9a6700 } .purple { color: #8250df } .red { color: #cf222e } .pink { color: #bf3989 }
        @media (prefers-color-scheme: dark) {
        .page { color: #0d1117 } .text { color: #e6edf3 } .grid { color: #30363d } .band { color: #161b22 } .gray { color: #9198a1 }
        .blue { color: #58a6ff } .green { color: #3fb950 } .brown { color: #d29922 } .purple { color: #bc8cff } .red { color: #ff7b72 } .pink { color: #f778ba }
        }
        text { fill: currentColor; font: 14px Helvetica, Arial, sans-serif }
        rect, circle { fill: currentColor }
        polyline, path { stroke: currentColor; fill: none; stroke-linejoin: round }
        </style>
        """;

    /// <summary>Stands above it.</summary>
    public required string Title { get; init; }

    /// <summary>The axis of <c>X</c>.</summary>
    public required ChartAxis Horizontal { get; init; }

    /// <summary>The axis of <c>Y</c>.</summary>
    public required ChartAxis Vertical { get; init; }

    /// <summary>The lines; a later one is drawn over an earlier one.</summary>
    public required IReadOnlyList<ChartLine> Lines { get; init; }

    /// <summary>Parts of the horizontal axis that are set off.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>The chart as the text of an SVG file.</summary>
    public string ToSvg()
    {
        var places = Lines.SelectMany(PlacesOf).Where(IsShown).ToArray();
        var horizontal = AxisScale.Of(Horizontal, places.Select(place => place.X));
        var vertical = AxisScale.Of(Vertical, places.Select(place => place.Y));
        return new Drawing(this, horizontal, vertical).ToSvg();
    }

    private IEnumerable<(double X, double Y)> PlacesOf(ChartLine line) => line.Points.Select(
        point => (Horizontal.PlaceOf(point.X), line.HasLogarithms ? Vertical.PlaceOfLogarithm(point.Y) : Vertical.PlaceOf(point.Y)));

    private bool IsShown((double X, double Y) place) => Horizontal.Shows(place.X) && Vertical.Shows(place.Y);

    private string ColorOf(int line) => (Lines[line].Color ?? (ChartColor)(line % (int)(ChartColor.Gray + 1))).ToString().ToLowerInvariant();

    private sealed class Drawing(LineChart chart, AxisScale horizontal, AxisScale vertical)
    {
        private readonly StringBuilder _svg = new();

        public string ToSvg()
        {
            Append($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img">""");
            Append($"<title>{Encode(chart.Title)}</title>\n{Style.ReplaceLineEndings("\n")}");
            Append($"""<rect class="page" width="100%" height="100%"/>""");
            AppendText(Left, 30, chart.Title, "style=\"font-size: 18px; font-weight: bold\"");
            for (var band = 0; band < chart.Bands.Count; band++)
            {
                AppendBand(chart.Bands[band], band % 2 == 0 ? "band" : "page");
            }

            AppendAxes();
            for (var line = 0; line < chart.Lines.Count; line++)
            {
                AppendLine(chart.Lines[line], chart.ColorOf(line));
            }

            AppendLabels();
            return _svg.Append("</svg>\n").ToString();
        }

        private void AppendBand(ChartBand band, string color)
        {
            var (from, to) = (chart.Horizontal.PlaceOf(band.From), chart.Horizontal.PlaceOf(band.To));
            var (left, right) = (Math.Max(Left, X(from)), Math.Min(Right, X(to)));
            Append($"""<rect class="{color}" x="{left:0.0}" y="{Top}" width="{Math.Max(0, right - left):0.0}" height="{Bottom - Top}"/>""");
            AppendText((left + right) / 2, Top + 18, band.Caption, "text-anchor=\"middle\"", "gray");
        }

        private void AppendAxes()
        {
            foreach (var tick in vertical.Ticks)
            {
                AppendPath($"M{Left} {Y(tick.Place):0.0}H{Right}", "grid");
                AppendText(Left - 10, Y(tick.Place) + 5, WithUnit(tick, chart.Vertical), "text-anchor=\"end\"");
            }

            AppendPath($"M{Left} {Bottom}H{Right}", "gray");
            foreach (var tick in horizontal.Ticks)
            {
                AppendPath($"M{X(tick.Place):0.0} {Bottom}v6", "gray");
                AppendText(X(tick.Place), Bottom + 22, WithUnit(tick, chart.Horizontal), "text-anchor=\"middle\"");
            }

            AppendText((Left + Right) / 2.0, Bottom + 48, chart.Horizontal.Title, "text-anchor=\"middle\"");
            AppendText(Left, Top - 16, chart.Vertical.Title, "", "gray");
        }

        private void AppendLine(ChartLine line, string color)
        {
            var dashes = line.IsDashed ? " stroke-dasharray=\"6 5\"" : "";
            var run = new List<string>();
            foreach (var (x, y) in chart.PlacesOf(line))
            {
                if (!chart.IsShown((x, y)))
                {
                    AppendRun();
                    continue;
                }

                run.Add(Invariant($"{X(x):0.0},{Y(y):0.0}"));
                if (line.HasDots)
                {
                    Append($"""<circle class="{color}" cx="{X(x):0.0}" cy="{Y(y):0.0}" r="4"/>""");
                }
            }

            AppendRun();

            void AppendRun()
            {
                if (run.Count > 1)
                {
                    Append($"""<polyline class="{color}" points="{string.Join(' ', run)}" stroke-width="2"{dashes}/>""");
                }

                run.Clear();
            }
        }

        // Each line's name beside its right end, moved down as far as it would cover the one above, and up again at the bottom. Names that do not fit
        // stand closer.
        private void AppendLabels()
        {
            var ends = (from line in Enumerable.Range(0, chart.Lines.Count)
                        where chart.Lines[line].Name.Length > 0
                        let shown = chart.PlacesOf(chart.Lines[line]).Where(chart.IsShown).ToArray()
                        where shown.Length > 0
                        let y = Math.Clamp(Y(shown[^1].Y), Top, Bottom)
                        orderby y
                        select (Line: line, Y: y)).ToArray();
            var distance = Math.Min(LabelDistance, (Bottom - Top) / (double)Math.Max(1, ends.Length));
            var places = Array.ConvertAll(ends, end => end.Y);
            for (var i = 1; i < places.Length; i++)
            {
                places[i] = Math.Max(places[i], places[i - 1] + distance);
            }

            var lowest = Bottom - distance / 2;
            for (var i = places.Length - 1; i >= 0; i--, lowest -= distance)
            {
                places[i] = Math.Min(places[i], lowest);
            }

            foreach (var ((line, y), place) in ends.Zip(places))
            {
                AppendPath($"M{Right + 6} {y:0.0}L{Right + 22} {place:0.0}", chart.ColorOf(line));
                AppendText(Right + 27, place + 5, chart.Lines[line].Name, "style=\"font-weight: bold\"", chart.ColorOf(line));
            }
        }

        private double X(double place) => Left + horizontal.Position(place) * (Right - Left);

        private double Y(double place) => Bottom - vertical.Position(place) * (Bottom - Top);

        private static string WithUnit(AxisTick tick, ChartAxis axis) => $"{tick.Text} {axis.Unit}".TrimEnd();

        private void AppendPath(FormattableString path, string color) => Append($"""<path class="{color}" d="{Invariant(path)}"/>""");

        private void AppendText(double x, double y, string text, string attributes, string color = "text") =>
            Append($"""<text class="{color}" x="{x:0.0}" y="{y:0.0}" {attributes}>{Encode(text)}</text>""");

        // XML 1.0 has no control characters but these three, not even escaped. Halves of a surrogate pair are replaced when runes are made of them.
        private static string Encode(string text)
        {
            var runes = text.EnumerateRunes().Select(
                rune => rune.Value is '\t' or '\n' or '\r' or (>= ' ' and not ('\uFFFE' or '\uFFFF')) ? rune : Rune.ReplacementChar);
            return WebUtility.HtmlEncode(string.Concat(runes));
        }

        private void Append(FormattableString line) => _svg.Append(Invariant(line)).Append('\n');

        private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
