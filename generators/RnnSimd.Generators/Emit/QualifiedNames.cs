using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnSimd.Generators.Emit;

/// <summary>
/// Writes types of an emitted file with their namespaces, where the user's own types or members of the same names hide them. Hardly
/// any network needs it, so the emitter knows nothing of it.
/// </summary>
internal sealed class QualifiedNames : CSharpSyntaxRewriter
{
    private readonly HashSet<string> _hidden;

    private QualifiedNames(IEnumerable<string> hidden) => _hidden = [.. hidden];

    /// <summary>The text with each hidden type's full name.</summary>
    public static string Write(string text, IReadOnlyCollection<string> hidden) => hidden.Count == 0
        ? text
        : new QualifiedNames(hidden).Visit(CSharpSyntaxTree.ParseText(text).GetRoot()).ToFullString();

    /// <inheritdoc/>
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        IsHidden(node) ? Qualified(node) : node;

    /// <inheritdoc/>
    public override SyntaxNode? VisitGenericName(GenericNameSyntax node)
    {
        // Its type arguments may be hidden too.
        var visited = (GenericNameSyntax)base.VisitGenericName(node)!;
        return IsHidden(node) ? Qualified(visited) : visited;
    }

    // Not a namespace, and not what stands behind a dot.
    private bool IsHidden(SimpleNameSyntax node) =>
        _hidden.Contains(node.Identifier.ValueText)
        && node.Parent is not (BaseNamespaceDeclarationSyntax or QualifiedNameSyntax or NameColonSyntax)
        && !(node.Parent is MemberAccessExpressionSyntax access && access.Name == node);

    private static SimpleNameSyntax Qualified(SimpleNameSyntax node) => node.WithIdentifier(SyntaxFactory.Identifier(
        node.Identifier.LeadingTrivia, EmittedTypes.Qualified(node.Identifier.ValueText), node.Identifier.TrailingTrivia));
}
