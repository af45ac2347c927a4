using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnSimd.Equations;

namespace RnnSimd.Generators.Tests;

/// <summary>Compilations of test source, against the framework that the tests run on and RnnSimd.</summary>
internal static class Compilations
{
    private const string Usings =
        """
        global using System;
        global using RnnSimd;
        global using RnnSimd.Cells;
        global using RnnSimd.Equations;
        """;

    /// <summary>The language that users of the lowest supported target framework write.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>What every compilation references.</summary>
    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is ['S', 'y', 's', 't', 'e', 'm', '.', ..] or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Cell).Assembly.Location),
    ];

    /// <summary>A library made of the source, which may have any errors.</summary>
    public static CSharpCompilation Of(string source, params MetadataReference[] references) => CSharpCompilation.Create(
        "Test",
        [Tree(Usings, "Usings.cs"), Tree(source, "Test.cs")],
        [.. References, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A library made of the source, which is C# without errors.</summary>
    public static CSharpCompilation OfValid(string source, params MetadataReference[] references)
    {
        var compilation = Of(source, references);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    public static SyntaxTree Tree(string source, string path = "") => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>The type of that full name.</summary>
    public static INamedTypeSymbol Type(this Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) ?? throw new ArgumentException($"There is no type '{name}'.");
}
