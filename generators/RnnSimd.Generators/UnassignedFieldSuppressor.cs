using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators;

/// <summary>
/// Suppresses, in cells only, the warnings that take a cell for an ordinary class: that nobody assigns its fields, that a field
/// could be readonly or a method static, that nobody creates it. What is really unused is reported as RNN0013.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnassignedFieldSuppressor : DiagnosticSuppressor
{
    private const string OnFields = "Networks give the parameters of a cell their values";
    private const string OnMethods = "The methods of a cell are its equations; Step belongs to an instance";
    private const string OnClasses = "A cell is used as the type argument of a layer";

    private static readonly ImmutableArray<SuppressionDescriptor> Fields =
    [
        new("RNNS0001", "CS0649", OnFields),
        new("RNNS0002", "CS0169", OnFields),
        new("RNNS0003", "CS0414", OnFields),
        new("RNNS0004", "CS8618", OnFields),
        new("RNNS0005", "IDE0044", OnFields),
        new("RNNS0006", "IDE0051", OnFields),
        new("RNNS0007", "IDE0052", OnFields),
        new("RNNS0008", "CA1823", OnFields),
        new("RNNS0009", "CA1805", OnFields),
    ];

    private static readonly ImmutableArray<SuppressionDescriptor> Methods = [new("RNNS0010", "CA1822", OnMethods)];

    private static readonly ImmutableArray<SuppressionDescriptor> Classes = [new("RNNS0011", "CA1812", OnClasses)];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. Fields, .. Methods, .. Classes];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (SymbolAt(diagnostic.Location, context) is { } symbol
                && SuppressionsFor(symbol).FirstOrDefault(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id) is { } suppression)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static ImmutableArray<SuppressionDescriptor> SuppressionsFor(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsStatic: false } field when EquationTypes.ShapeOf(field.Type) is not null && EquationTypes.IsMarkedAsCell(field.ContainingType) => Fields,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method when EquationTypes.IsMarkedAsCell(method.ContainingType) => Methods,
        INamedTypeSymbol type when EquationTypes.IsMarkedAsCell(type) => Classes,
        _ => [],
    };

    /// <summary>The field, method or class whose declaration the location names.</summary>
    private static ISymbol? SymbolAt(Location location, SuppressionAnalysisContext context)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        var declaration = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan)
            .AncestorsAndSelf()
            .FirstOrDefault(node => node is VariableDeclaratorSyntax or MemberDeclarationSyntax);

        // A field declaration stands for several fields; what a warning means is the declarator within it.
        if (declaration is FieldDeclarationSyntax { Declaration.Variables: [var only] })
        {
            declaration = only;
        }

        return declaration is null ? null : context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken);
    }
}
