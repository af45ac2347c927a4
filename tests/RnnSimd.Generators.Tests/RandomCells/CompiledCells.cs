using System.Numerics;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Many cells, compiled together by the real generator and loaded until disposed.</summary>
internal sealed class CompiledCells : IDisposable
{
    private readonly AssemblyLoadContext _context = new("random cells", isCollectible: true);
    private readonly System.Reflection.Assembly _assembly;

    private CompiledCells(Stream assembly) => _assembly = _context.LoadFromStream(assembly);

    /// <summary>Compiles cells, each under its index, or says for some of them why they do not compile.</summary>
    public static (CompiledCells? Cells, IReadOnlyDictionary<int, string> Errors) Compile(IEnumerable<(RandomCell Cell, int Index)> cells) =>
        Compile(cells.Select(cell => (cell.Cell.ToSource($"{cell.Index}"), cell.Index)));

    /// <summary>Compiles source that declares the networks <c>Double[index]</c> and <c>Single[index]</c>.</summary>
    public static (CompiledCells? Cells, IReadOnlyDictionary<int, string> Errors) Compile(IEnumerable<(string Source, int Index)> cells)
    {
        var compilation = Compilations.Of("").RemoveAllSyntaxTrees()
            .WithOptions(Compilations.Of("").Options.WithOptimizationLevel(OptimizationLevel.Release))
            .AddSyntaxTrees(Compilations.Of("").SyntaxTrees)
            .AddSyntaxTrees(cells.Select(cell => Compilations.Tree(cell.Source, $"{cell.Index}.cs")));
        CSharpGeneratorDriver
            .Create([new RnnSimdGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var reported, TestContext.Current.CancellationToken);

        using var stream = new MemoryStream();
        var result = generated.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        var errors = result.Diagnostics.Concat(reported)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(diagnostic => CellOf(diagnostic))
            .ToDictionary(group => group.Key, group => string.Join("\n", group.Take(5)));
        stream.Position = 0;
        return (result.Success && errors.Count == 0 ? new(stream) : null, errors);
    }

    public IRecurrentNetwork<double> Double(int index, int seed) => Create<double>($"Double{index}", seed);

    public IRecurrentNetwork<float> Single(int index, int seed) => Create<float>($"Single{index}", seed);

    /// <summary>The network of that full name.</summary>
    public IRecurrentNetwork<T> Create<T>(string name, int seed)
        where T : unmanaged, IFloatingPointIeee754<T> => (IRecurrentNetwork<T>)Activator.CreateInstance(_assembly.GetType(name, throwOnError: true)!, seed)!;

    public void Dispose() => _context.Unload();

    // By the file it is in: 12.cs, or Double12.g.cs of the generator; the generator's own errors begin with the network's name.
    private static int CellOf(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree is { } tree ? Path.GetFileName(tree.FilePath) : diagnostic.GetMessage();
        var digits = text.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit);
        return int.TryParse(string.Concat(digits), out var index) ? index : -1;
    }
}
