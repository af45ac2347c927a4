using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnSimd.Generators.Tests.Readme;

/// <summary>
/// The C# of the README. Every block is a whole file. Those that only declare types are part of one project, as they would be of a reader's;
/// each block with statements is a program of that project.
/// </summary>
internal static class ReadmeExamples
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

    private static readonly ReadmeBlock[] Files = [.. ReadmeDocument.Blocks.Where(block => block is { Language: "csharp", IsGenerated: false })];

    /// <summary>The programs, in order, each with the block that says what it prints.</summary>
    public static IEnumerable<(ReadmeBlock Program, ReadmeBlock Output)> Programs =>
        from pair in ReadmeDocument.Blocks.Zip(ReadmeDocument.Blocks.Skip(1))
        where Files.Contains(pair.First) && IsProgram(pair.First)
        select pair;

    /// <summary>The project with one of the programs, as the generator gets it; or, for null, as a library without any.</summary>
    public static CSharpCompilation Project(ReadmeBlock? program) => CSharpCompilation.Create(
        "Readme",
        [
            Tree(ImplicitUsings, "Usings.cs"),
            .. Files.Where(file => file == program || !IsProgram(file)).Select(file => Tree(file.Text, $"README.md:{file.Line}")),
        ],
        Compilations.References,
        new CSharpCompilationOptions(
            program is null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    private static bool IsProgram(ReadmeBlock file) =>
        ((CompilationUnitSyntax)Tree(file.Text, "").GetRoot()).Members.Any(member => member is GlobalStatementSyntax);

    // As in a project that makes no documentation file: examples need no documentation.
    private static SyntaxTree Tree(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions.WithDocumentationMode(DocumentationMode.Parse), path);
}
