using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators.Parse;

/// <summary>Quotes source in messages.</summary>
internal static class SourceExcerpt
{
    private const int LongestQuote = 60;

    /// <summary>The source of a node on one line, shortened if it is long.</summary>
    public static string Of(SyntaxNode node)
    {
        var text = string.Join(" ", node.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestQuote ? text : text.Substring(0, LongestQuote - 1) + "…";
    }
}
