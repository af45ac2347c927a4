using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnSimd.Generators.Tests;

/// <summary>Warnings that take a cell for an ordinary class are suppressed, and those alone.</summary>
public sealed class UnassignedFieldSuppressorTests
{
    private const string Members =
        """
        private Matrix W, U;
        internal Vector b;
        private Scalar k, unused;
        private int number;
        private static Vector shared;

        public Vector Step(Vector x) => Tanh(W * x + U * x + b) * k;
        """;

    [Fact]
    public async Task WarningsAboutParametersOfCellsAreSuppressed()
    {
        var (reported, suppressed) = await Diagnose($"[RecurrentCell] internal sealed class Test : Cell {{ {Members} }}");
        Assert.Equal(["CS0649 U", "CS0649 W", "CS0649 b", "CS0649 k", "CS0169 unused"], suppressed.Order(StringComparer.Ordinal).OrderBy(text => text[7..], StringComparer.Ordinal));
        Assert.Equal(["CS0169 number", "CS0169 shared"], reported.OrderBy(text => text[7..], StringComparer.Ordinal));
    }

    [Fact]
    public async Task WarningsAboutOtherClassesStay()
    {
        var (reported, suppressed) = await Diagnose($"internal sealed class Test : Cell {{ {Members} }}");
        Assert.Empty(suppressed);
        Assert.Equal(7, reported.Length);
    }

    [Theory]
    [InlineData("IDE0044", "W", true)]
    [InlineData("IDE0051", "unused", true)]
    [InlineData("CA1823", "unused", true)]
    [InlineData("CS8618", "b", true)]
    [InlineData("CA1822", "Step", true)]
    [InlineData("CA1812", "Test", true)]
    [InlineData("IDE0044", "number", false)]
    [InlineData("IDE0051", "shared", false)]
    [InlineData("CA1822", "W", false)]
    [InlineData("CA9999", "W", false)]
    public async Task WarningsOfAnalyzersAreSuppressedByWhatTheyAreAbout(string id, string name, bool isSuppressed)
    {
        var (reported, suppressed) = await Diagnose(
            $"[RecurrentCell] internal sealed class Test : Cell {{ {Members} }}", new Reporter(id, name));
        Assert.Contains($"{id} {name}", isSuppressed ? suppressed : reported);
        Assert.DoesNotContain($"{id} {name}", isSuppressed ? reported : suppressed);
    }

    [Fact]
    public void EverySuppressionHasItsOwnNumber()
    {
        var suppressions = new UnassignedFieldSuppressor().SupportedSuppressions;
        Assert.Distinct(suppressions.Select(suppression => suppression.Id));
        Assert.Distinct(suppressions.Select(suppression => suppression.SuppressedDiagnosticId));
    }

    private static async Task<(string[] Reported, string[] Suppressed)> Diagnose(string source, params DiagnosticAnalyzer[] others)
    {
        var compilation = Compilations.OfValid(source);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var all = await compilation
            .WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error))
            .WithAnalyzers([new UnassignedFieldSuppressor(), .. others], options)
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return (Names(false), Names(true));

        string[] Names(bool isSuppressed) =>
        [
            .. all.Where(diagnostic => diagnostic.IsSuppressed == isSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => $"{diagnostic.Id} {source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}"),
        ];
    }

    /// <summary>Stands in for an analyzer of the SDK: reports a rule on everything declared by a name.</summary>
#pragma warning disable RS1001 // The attribute is for analyzers that a compiler is to find.
    private sealed class Reporter(string id, string name) : DiagnosticAnalyzer
    {
#pragma warning disable RS1017 // The number is the one that a test is about.
        private readonly DiagnosticDescriptor _rule = new(id, "Title", "Message", "Category", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS1017

        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol.Name == name)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(_rule, symbol.Symbol.Locations[0]));
                    }
                },
                SymbolKind.Field, SymbolKind.Method, SymbolKind.NamedType);
        }
    }
}
