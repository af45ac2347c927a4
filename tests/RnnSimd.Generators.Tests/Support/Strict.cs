using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators.Tests;

/// <summary>The C# compiler with every warning an error.</summary>
internal static class Strict
{
    // The suppressor's business: see UnassignedFieldSuppressorTests.
    private static readonly string[] s_unassignedFields = ["CS0649", "CS0169"];

    /// <summary>Asserts that there is neither an error nor a warning.</summary>
    public static void Compiles(Compilation compilation)
    {
        var strict = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.Empty(strict.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !s_unassignedFields.Contains(diagnostic.Id)));
    }
}
