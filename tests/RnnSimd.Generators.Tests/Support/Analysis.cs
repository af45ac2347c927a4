using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnSimd.Generators.Tests;

/// <summary>Runs the analyzer over source.</summary>
internal static class Analysis
{
    /// <summary>Everything the analyzer reports, in the order of the source.</summary>
    public static async Task<Diagnostic[]> Run(Compilation compilation)
    {
        var diagnostics = await compilation
            .WithAnalyzers([new RnnSimdAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Asserts that the analyzer reports one diagnostic at each marked place, all of one rule and nothing else.</summary>
    /// <param name="source">The source, with marks.</param>
    /// <param name="id">The rule.</param>
    /// <param name="messages">The whole message at each mark.</param>
    public static async Task Reports(string source, string id, params string[] messages) =>
        await Reports(source, references: [], id, messages);

    /// <inheritdoc cref="Reports(string, string, string[])"/>
    public static async Task Reports(string source, MetadataReference[] references, string id, params string[] messages)
    {
        var marked = MarkedSource.Parse(source);
        var diagnostics = await Run(Compilations.Of(marked.Text, references));
        Assert.Equal(messages.Select(message => $"{id}: {message}"), diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}"));
        Assert.Equal(marked.Spans.Select(span => Excerpt(marked.Text, span)), diagnostics.Select(diagnostic => Excerpt(marked.Text, diagnostic.Location.SourceSpan)));
    }

    private static string Excerpt(string source, Microsoft.CodeAnalysis.Text.TextSpan span) => $"{span.Start}: {source.Substring(span.Start, span.Length)}";
}
