using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnSimd.Generators;

namespace RnnSimd.Benchmarks.Cases;

/// <summary>What the source generator adds to a build, and to every keystroke in an editor.</summary>
internal static class GeneratorCases
{
    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary);

    // The runtime's own assemblies and the library's.
    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Tape<>).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static IEnumerable<Row> All =>
    [
        .. Rows("Lstm(32), Dense(1)", "[Layer<Lstm>(32)] [Layer<Dense>(1)]"),
        .. Rows("four layers", "[Layer<Lstm>(64)] [Layer<Gru>(48)] [Layer<LayerNormLstm>(32)] [Layer<Dense>(1)]"),
    ];

    private static Row[] Rows(string name, string layers)
    {
        string source = Source(layers), edited = Source($"{layers} /* more */"), changed = Source($"{layers} [Layer<Dense>(2)]");
        var cold = $"Generator, {name}: new compilation";
        return
        [
            Row(cold, () =>
            {
                var tree = Trees(source).Single();
                return () => Check(Driver().RunGenerators(Compilation(tree)));
            }),
            Row($"Generator, {name}: after a change of the network", () => Edits(Trees(source, changed)), cold),
            Row($"Generator, {name}: after a comment", () => Edits(Trees(source, edited)), cold),
        ];
    }

    private static Row Row(string name, Func<Action> prepare, string? relativeTo = null) =>
        new(name, new(0), () => NetworkCalls.Repeat(prepare()), relativeTo);

    // Back and forth between two versions of a file, with what the generator remembers of the one before.
    private static Action Edits(SyntaxTree[] versions)
    {
        var (compilation, version) = (Compilation(versions[0]), 0);
        var driver = Driver().RunGenerators(compilation);
        return () =>
        {
            var next = 1 - version;
            compilation = compilation.ReplaceSyntaxTree(versions[version], versions[next]);
            version = next;
            driver = driver.RunGenerators(compilation);
            Check(driver);
        };
    }

    private static void Check(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        if (result.GeneratedTrees.IsEmpty || result.Results.Any(one => one.Exception is not null))
        {
            throw new InvalidOperationException("The generator generated nothing.");
        }
    }

    private static string Source(string layers) => $$"""
        using RnnSimd;
        using RnnSimd.Cells;

        [RecurrentNetwork(InputSize = 1)]
        {{layers}}
        public sealed partial class Network;
        """;

    private static SyntaxTree[] Trees(params string[] sources) => [.. sources.Select(source => CSharpSyntaxTree.ParseText(source, s_parseOptions))];

    private static CSharpCompilation Compilation(SyntaxTree tree) => CSharpCompilation.Create("Timed", [tree], s_references.Value, s_options);

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new RnnSimdGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);
}
