using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnSimd.Generators.Parse;

/// <summary>Whether the rest of a network can be generated into a class, whatever its layers are.</summary>
internal static class NetworkClassCheck
{
    /// <summary>Reports what stands against it.</summary>
    /// <param name="network">The class, declared in <paramref name="compilation"/>.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="cancellation">Ends the check early with an <see cref="OperationCanceledException"/>.</param>
    public static void Check(INamedTypeSymbol network, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Fault(network, compilation, cancellation) is { } fault)
        {
            diagnostics.Report(Rules.UnsupportedNetworkClass, network.Locations[0], network.Name, fault);
        }

        var isPartial = network.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial)
        {
            diagnostics.Report(Rules.NotPartial, network.Locations[0], network.Name);
        }

        GeneratedMembers.Check(network, diagnostics);
    }

    private static string? Fault(INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation) => network switch
    {
        { ContainingType: not null } => "nested in another type",
        { Arity: > 0 } => "generic",
        { IsRecord: true } => "a record",
        { IsStatic: true } => "static",
        { IsFileLocal: true } => "local to its file",
        { TypeKind: not TypeKind.Class } => "not a class",
        { BaseType: { } parent } when NetworkParser.MarkOf(parent) is not null => "derived from another network",
        { BaseType: { } parent } when !HasParameterlessConstructor(parent, network, compilation) =>
            $"derived from '{parent.Name}', which has no constructor without parameters",
        { Name: var name } when GeneratedMembers.Contains(network, name) => "named like a member that is generated into it",
        _ when HasPrimaryConstructor(network, cancellation) => "declared with a primary constructor",
        _ => null,
    };

    // The generated constructor calls it.
    private static bool HasParameterlessConstructor(INamedTypeSymbol parent, INamedTypeSymbol network, Compilation compilation) =>
        parent.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional) && compilation.IsSymbolAccessibleWithin(constructor, network));

    private static bool HasPrimaryConstructor(INamedTypeSymbol network, CancellationToken cancellation) =>
        network.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null });
}
