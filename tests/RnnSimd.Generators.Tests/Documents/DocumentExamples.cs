using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnSimd.Generators.Tests.Documents;

/// <summary>
/// The C# of a document. Every block is a whole file. Those that only declare types are part of one project, as they would be of a reader's;
/// each block with statements is a program of that project.
/// </summary>
/// <param name="document">The document.</param>
internal sealed class DocumentExamples(MarkdownDocument document)
{
    // What a project with ImplicitUsings has, as far as the examples use it.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        """;

    private readonly CodeBlock[] _files = [.. FilesOf(document)];

    /// <summary>The programs, in order, each with the block after it, which says what it prints.</summary>
    public IEnumerable<(CodeBlock Program, CodeBlock Output)> Programs =>
        from file in _files
        where IsProgram(file)
        select (file, document.Blocks.SkipWhile(block => block != file).Skip(1).FirstOrDefault() is { Language: "text" } output
            ? output
            : throw new InvalidOperationException($"{document.Path} does not say what the program of line {file.Line} prints."));

    /// <summary>Whether a document has any.</summary>
    public static bool AreIn(MarkdownDocument document) => FilesOf(document).Any();

    /// <summary>The project with one of the programs, as the generator gets it; or, for null, as a library without any.</summary>
    public CSharpCompilation Project(CodeBlock? program) => CSharpCompilation.Create(
        "Example",
        [
            Tree(ImplicitUsings, "Usings.cs"),
            .. _files.Where(file => file == program || !IsProgram(file)).Select(file => Tree(file.Text, $"{document.Path}:{file.Line}")),
        ],
        Compilations.References,
        new CSharpCompilationOptions(
            program is null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    private static IEnumerable<CodeBlock> FilesOf(MarkdownDocument document) =>
        document.Blocks.Where(block => block is { Language: "csharp", IsGenerated: false });

    private static bool IsProgram(CodeBlock file) =>
        ((CompilationUnitSyntax)Tree(file.Text, "").GetRoot()).Members.Any(member => member is GlobalStatementSyntax);

    // As in a project that makes no documentation file: examples need no documentation.
    private static SyntaxTree Tree(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions.WithDocumentationMode(DocumentationMode.Parse), path);
}
