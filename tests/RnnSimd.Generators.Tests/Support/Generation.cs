using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests;

/// <summary>Runs the generator.</summary>
internal static class Generation
{
    /// <summary>A driver of the generator that keeps track of its steps.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RnnSimdGenerator().AsSourceGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the generator makes of a compilation.</summary>
    public static GeneratorRunResult Run(Compilation compilation) => Driver().RunGenerators(compilation).GetRunResult().Results.Single();

    /// <summary>The compilation with what the generator adds.</summary>
    public static Compilation WithGenerated(this Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var result, out var diagnostics);
        Assert.Empty(diagnostics);
        return result;
    }

    /// <summary>Compiles source into an assembly, with or without running the generator, to be referenced by another compilation.</summary>
    public static MetadataReference Library(string source, string name = "Library", bool withGenerator = true)
    {
        Compilation compilation = Compilations.OfValid(source).WithAssemblyName(name);
        using var image = new MemoryStream();
        var result = (withGenerator ? compilation.WithGenerated() : compilation).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>Parses the network of that name, which has no errors.</summary>
    public static Ir.NetworkModel Network(Compilation compilation, string name)
    {
        var parse = NetworkParser.Parse(compilation.Type(name), compilation, TestContext.Current.CancellationToken);
        Assert.Empty(parse.Diagnostics);
        return parse.Model!;
    }
}
