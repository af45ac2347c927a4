using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators;

/// <summary>
/// Reports what is wrong with cells and networks, by the parser that the generator uses. A generator of its own cannot: its
/// models carry no locations, or every edit above a cell would make it run again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RnnSimdAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        try
        {
            foreach (var diagnostic in Diagnose(type, context.Compilation, context.CancellationToken))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.InternalError, type.Locations[0], type.Name, InternalErrors.Describe(exception)));
        }
    }

    private static ImmutableArray<Diagnostic> Diagnose(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (EquationTypes.IsMarkedAsCell(type))
        {
            return CellParser.Parse(type, compilation, cancellation).Diagnostics;
        }

        if (NetworkParser.MarkOf(type) is not null)
        {
            return NetworkParser.Parse(type, compilation, cancellation).Diagnostics;
        }

        return NetworkParser.LayersOf(type).Any()
            ? [Diagnostic.Create(Rules.LayersWithoutNetwork, type.Locations[0], type.Name)]
            : [];
    }
}
