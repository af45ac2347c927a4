using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RnnSimd.Widths;

/// <summary>Turns a member that is written for 512-bit vectors of float into the same member for another width or for double.</summary>
internal sealed class TokenReplacement(int width, bool isDouble)
{
    private const string WrittenWidth = "512";

    private readonly string _width = width.ToString();

    /// <summary>
    /// Whether the copy would be a member of its own: each replacement that is asked for must change the signature.
    /// Otherwise the original already serves this width or precision (a constant, or a method that chooses the width).
    /// </summary>
    public bool AppliesTo(MemberDeclarationSyntax member)
    {
        var signature = SignatureTokens(member).ToList();
        return (_width == WrittenWidth || signature.Any(token => token.Text != OfWidth(token)))
            && (!isDouble || signature.Any(token => token.Text != OfDouble(token)));
    }

    /// <summary>The member's text, comments and documentation included, with its tokens replaced.</summary>
    public string Apply(MemberDeclarationSyntax member)
    {
        var start = member.FullSpan.Start;
        var changes = new List<TextChange>();
        foreach (var token in member.DescendantTokens(descendIntoTrivia: true))
        {
            // No token is subject to both replacements.
            var text = OfWidth(token) is var wide && wide != token.Text ? wide : OfDouble(token);
            if (text != token.Text)
            {
                changes.Add(new TextChange(new TextSpan(token.SpanStart - start, token.Span.Length), text));
            }
        }

        return SourceText.From(member.ToFullString()).WithChanges(changes).ToString();
    }

    private static IEnumerable<SyntaxToken> SignatureTokens(MemberDeclarationSyntax member) =>
        member is BaseMethodDeclarationSyntax { Body: var block, ExpressionBody: var expression }
            ? member.DescendantTokens(node => node != block && node != expression)
                .Where(token => token.Parent != block && token.Parent != expression)
            : member.DescendantTokens();

    private string OfWidth(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) && token.Text.EndsWith(WrittenWidth, StringComparison.Ordinal)
            ? token.Text.Substring(0, token.Text.Length - WrittenWidth.Length) + _width
            : token.Text;

    private string OfDouble(SyntaxToken token) => !isDouble ? token.Text : token.Kind() switch
    {
        SyntaxKind.FloatKeyword => "double",
        SyntaxKind.IntKeyword when IsLane(token) => "long",
        SyntaxKind.UIntKeyword when IsLane(token) => "ulong",
        SyntaxKind.NumericLiteralToken when token.Value is float => token.Text.Substring(0, token.Text.Length - 1) + "d",
        SyntaxKind.IdentifierToken => InDouble(token.Text),
        _ => token.Text,
    };

    /// <summary>Names that end in a type's name follow it: <c>AsInt32</c>, and constants of one precision (<c>ExpSingle</c>).</summary>
    private static string InDouble(string name) =>
        name.EndsWith("Single", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Single".Length) + "Double"
        : name.EndsWith("Int32", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Int32".Length) + "Int64"
        : name == "MathF" ? "Math"
        : name;

    /// <summary>Integers follow the precision where they are lanes of a vector, never where they count or index.</summary>
    private static bool IsLane(SyntaxToken token) =>
        token.Parent?.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.Text: "Vector512" } };
}
