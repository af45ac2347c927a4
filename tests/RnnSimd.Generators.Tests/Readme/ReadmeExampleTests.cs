using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnSimd.Generators.Tests.Readme;

/// <summary>What the README shows compiles without a warning, does what it says, and is what the generator writes.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public async Task ProgramsPrintWhatTheReadmeSays()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "Without fused multiply-add, trained figures can differ in the digits that are printed.");
        Assert.NotEmpty(ReadmeExamples.Programs);
        var (expected, actual) = (new StringBuilder(), new StringBuilder());
        using var folder = new ExampleFolder();
        foreach (var (program, output) in ReadmeExamples.Programs)
        {
            var project = ReadmeExamples.Project(program).WithGenerated();
            await AssertClean(project);
            expected.Append(CultureInfo.InvariantCulture, $"line {program.Line} prints\n{output.Text}\n");
            actual.Append(CultureInfo.InvariantCulture, $"line {program.Line} prints\n{await folder.Run(project)}\n");
        }

        // A message of its own, because that of Assert.Equal shows only the first characters.
        Assert.True(expected.Equals(actual), $"The README says\n{expected}\nbut\n{actual}");
    }

    [Fact]
    public async Task DeclarationsCompileWithoutAWarning() => await AssertClean(ReadmeExamples.Project(null).WithGenerated());

    [Fact]
    public void ExcerptsOfGeneratedCodeAreGenerated()
    {
        var excerpts = ReadmeDocument.Blocks.Where(block => block.IsGenerated).ToArray();
        Assert.NotEmpty(excerpts);
        var generated = string.Join('\n', Generation.Run(ReadmeExamples.Project(null)).GeneratedSources.Select(source => Unindented(source.SourceText.ToString())));
        foreach (var excerpt in excerpts)
        {
            Assert.True(
                generated.Contains(Unindented(excerpt.Text), StringComparison.Ordinal),
                $"The code of README line {excerpt.Line} is no longer what is generated; see it with EmitCompilerGeneratedFiles.");
        }

        static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
    }

    private static async Task AssertClean(Compilation project)
    {
        var diagnostics = await project
            .WithAnalyzers([new RnnSimdAnalyzer(), new UnassignedFieldSuppressor()], new AnalyzerOptions([]))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }
}
