using Microsoft.CodeAnalysis.Text;

namespace RnnSimd.Generators.Tests;

/// <summary>Source in which <c>[|</c> and <c>|]</c> mark where a diagnostic is expected.</summary>
/// <param name="Text">The source without the marks.</param>
/// <param name="Spans">What was between them, in order.</param>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Open = "[|";
    private const string Close = "|]";

    public static MarkedSource Parse(string source)
    {
        var spans = new List<TextSpan>();
        for (var open = source.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = source.IndexOf(Open, StringComparison.Ordinal))
        {
            source = source.Remove(open, Open.Length);
            var close = source.IndexOf(Close, open, StringComparison.Ordinal);
            source = source.Remove(close, Close.Length);
            spans.Add(TextSpan.FromBounds(open, close));
        }

        return new(source, spans);
    }
}
