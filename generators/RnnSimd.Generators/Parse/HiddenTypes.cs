using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnSimd.Generators.Emit;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// Finds the types that emitted code names and that mean something else where the network stands: the user has a type or namespace of
/// that name, a member of the class, or a using for the whole project.
/// </summary>
internal static class HiddenTypes
{
    public static EquatableArray<string> Of(INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
    {
        var declaration = (TypeDeclarationSyntax)network.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var semantics = compilation.GetSemanticModel(declaration.SyntaxTree);
        return EmittedTypes.Names.Where(name => EmittedTypes.SpellingsOf(name).Any(IsHidden)).ToEquatableArray();

        // The usings of the user's file count too, though the emitted file does not have them: at worst a name is longer than it need be.
        bool IsHidden(string name) =>
            HasMember(network, name)
            || semantics.LookupNamespacesAndTypes(declaration.Identifier.SpanStart, name: name).Any(found => !IsOwn(found));
    }

    private static bool HasMember(INamedTypeSymbol? type, string name) =>
        type is not null && (type.GetMembers(name).Length > 0 || HasMember(type.BaseType, name));

    private static bool IsOwn(ISymbol symbol) =>
        symbol is INamedTypeSymbol { ContainingType: null } type
        && EmittedTypes.Names.Any(name => EmittedTypes.SpellingsOf(name).Contains(type.Name) && type.ContainingNamespace.ToDisplayString() == EmittedTypes.NamespaceOf(name));
}
