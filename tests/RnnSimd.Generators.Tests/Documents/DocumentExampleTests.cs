using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnSimd.Generators.Tests.Documents;

/// <summary>What the README and the pages of docs show compiles without a warning, does what they say, and is what the generator writes.</summary>
public sealed class DocumentExampleTests
{
    public static TheoryData<string> DocumentsWithExamples { get; } =
        [.. MarkdownDocument.All.Where(DocumentExamples.AreIn).Select(document => document.Path)];

    public static TheoryData<string> DocumentsWithGeneratedCode { get; } =
        [.. MarkdownDocument.All.Where(document => document.Blocks.Any(block => block.IsGenerated)).Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(DocumentsWithExamples))]
    public async Task ProgramsPrintWhatTheDocumentSays(string path)
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "Without fused multiply-add, trained figures can differ in the digits that are printed.");
        var examples = new DocumentExamples(MarkdownDocument.Of(path));
        Assert.NotEmpty(examples.Programs);
        var (expected, actual) = (new StringBuilder(), new StringBuilder());
        using var folder = new ExampleFolder();
        foreach (var (program, output) in examples.Programs)
        {
            var project = examples.Project(program).WithGenerated();
            await AssertClean(project);
            expected.Append(CultureInfo.InvariantCulture, $"line {program.Line} prints\n{output.Text}\n");
            actual.Append(CultureInfo.InvariantCulture, $"line {program.Line} prints\n{await folder.Run(project)}\n");
        }

        // A message of its own, because that of Assert.Equal shows only the first characters.
        Assert.True(expected.Equals(actual), $"{path} says\n{expected}\nbut\n{actual}");
    }

    [Theory]
    [MemberData(nameof(DocumentsWithExamples))]
    public async Task DeclarationsCompileWithoutAWarning(string path) =>
        await AssertClean(new DocumentExamples(MarkdownDocument.Of(path)).Project(null).WithGenerated());

    [Theory]
    [MemberData(nameof(DocumentsWithGeneratedCode))]
    public void ExcerptsOfGeneratedCodeAreGenerated(string path)
    {
        var document = MarkdownDocument.Of(path);
        var project = new DocumentExamples(document).Project(null);
        var generated = string.Join('\n', Generation.Run(project).GeneratedSources.Select(source => Unindented(source.SourceText.ToString())));
        Assert.All(document.Blocks.Where(block => block.IsGenerated), excerpt => Assert.True(
            generated.Contains(Unindented(excerpt.Text), StringComparison.Ordinal),
            $"The code of {path} line {excerpt.Line} is no longer what is generated; see it with EmitCompilerGeneratedFiles."));

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
