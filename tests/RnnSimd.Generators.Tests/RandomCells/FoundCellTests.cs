using System.Diagnostics.CodeAnalysis;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>The smallest cells with which random ones found something wrong.</summary>
[RequiresUnreferencedCode("The equations are found by reflection.")]
public sealed class FoundCellTests
{
    private const string Step = "public Vector Step(Vector x)";

    private static readonly Found[] s_cells =
    [
        new("A product is the output", 3, 5, $"Matrix W; {Step} => W * x;"),
        new("A product is applied to a product", 7, 5, $"Matrix V; [Size(2, Size.Inputs)] Matrix W; {Step} => V * (W * x);"),
        new("A product is read in a later stage too", 3, 17, $"Matrix W; {Step} {{ var v = W * x; return v * Sum(v); }}"),
        new("A new state is a product", 3, 3, "Matrix W; public Vector Step(Vector x, Vector h) => W * h;"),
        new("A matrix is applied to a parameter", 3, 9, $"Matrix W; [Size(4)] Vector b; {Step} => W * b + Sum(x);"),
        new("A matrix is applied to a parameter that is a bias too", 5, 5, $"Matrix W; Vector b; {Step} => W * b + b + x;"),
        new("A network has no parameter", 4, 4, $"{Step} => Tanh(x);"),
        new("The last layer has no parameter", 4, 4, $"{Step} => Tanh(x);", "[Layer<Dense>(4)]"),
        new("A backward sum starts with a product that others read", 3, 4, $"Matrix W, V; Vector b; {Step} => W * (x + b) + V * x;"),
        new(
            "A backward sum before the loop starts with what is given", 3, 3,
            "Matrix V, W, U; public (Vector y, Vector h) Step(Vector x, [Size(2)] Vector h) { var next = Tanh(W * x + U * h); return (x + V * x, next); }"),
        new(
            "A state stays as it is, and all else is before the loop", 3, 4,
            "Matrix W; public (Vector y, Vector h) Step(Vector x, [Size(2)] Vector h) => (W * x, h);", "[Layer<Dense>(3)]"),
        new("33 terms do not fill eight chains", 33, 1, $"Matrix W; Vector b; {Step} => W * x + b;"),
        new("34 terms do not fill eight chains", 34, 1, $"Matrix W; Vector b; {Step} => W * x + b;"),
        new("41 terms do not fill eight chains", 41, 1, $"Matrix W; Vector b; {Step} => W * x + b;"),
        new("A value is called a", 2, 3, $"Matrix W; {Step} {{ var a = W * x; var a0 = Tanh(a); return a0 * a; }}"),
    ];

    private static readonly Lazy<CompiledCells> s_compiled = new(() =>
    {
        var (compiled, errors) = CompiledCells.Compile(s_cells.Select((cell, index) => (cell.ToSource(index), index)));
        return compiled ?? throw new InvalidOperationException(string.Join("\n", errors.Select(error => $"{s_cells[error.Key].Fact}: {error.Value}")));
    });

    public static TheoryData<string> Facts => [.. s_cells.Select(cell => cell.Fact)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_cell_agrees_with_its_equations_although(string fact)
    {
        var index = Array.FindIndex(s_cells, cell => cell.Fact == fact);

        Assert.Null(CellCheck.Run(s_compiled.Value.Double(index, seed: 1), s_compiled.Value.Single(index, seed: 1), out var isDecided));
        Assert.True(isDecided);
    }

    /// <summary>A cell with which something was wrong.</summary>
    private sealed record Found(string Fact, int Inputs, int Units, string Members, string LayerBelow = "")
    {
        public string ToSource(int index)
        {
            string Network(string precision) =>
                $"""
                [RecurrentNetwork(InputSize = {Inputs}, Precision = Precision.{precision})]
                {LayerBelow}
                [Layer<Cell{index}>({Units})]
                public sealed partial class {precision}{index};
                """;

            return $$"""
                [RecurrentCell] public sealed class Cell{{index}} : Cell { {{Members}} }
                {{Network("Double")}}
                {{Network("Single")}}
                """;
        }
    }
}
