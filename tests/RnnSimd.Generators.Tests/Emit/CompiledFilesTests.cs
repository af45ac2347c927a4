using Microsoft.CodeAnalysis;

namespace RnnSimd.Generators.Tests.Emit;

/// <summary>Emitted files are C# that the strictest user's build takes.</summary>
public sealed class CompiledFilesTests
{
    // One lane; odd; a power of two; a power of two and one.
    private static readonly int[] s_sizes = [1, 13, 64, 257];

    [Theory]
    [InlineData("Single")]
    [InlineData("Double")]
    public void Every_cell_that_ships_compiles_without_warnings_at_every_size(string precision) =>
        Compiles("InputSize", precision, [.. ShippedCells.All.Select(cell => cell.Name[(cell.Name.LastIndexOf('.') + 1)..])]);

    [Theory]
    [InlineData("Single")]
    [InlineData("Double")]
    public void Networks_on_tokens_compile_without_warnings(string precision) =>
        Compiles("Vocabulary", precision, "Embedding", "Lstm", "LayerNormGru", "DenseSoftmax");

    private static void Compiles(string input, string precision, params string[] cells)
    {
        var networks =
            from name in cells
            from size in s_sizes
            select $"""
                /// <summary>Documented, so that the generated members have to be too.</summary>
                [RecurrentNetwork({input} = {size}, Precision = Precision.{precision})]
                [Layer<{name}>({size})]
                public sealed partial class {name}{size};
                """;
        var compilation = Compilations.OfValid($"namespace Some;\n{string.Join("\n", networks)}").WithGenerated();

        Assert.Equal(2 + cells.Length * s_sizes.Length, compilation.SyntaxTrees.Count());
        Strict.Compiles(compilation);
    }
}
