using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests;

/// <summary>The cells that ship, as the compiler reads them from the library.</summary>
internal static class ShippedCells
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<CellModel> All { get; } = Read();

    /// <summary>The cell of that name.</summary>
    public static CellModel Of(string name) => All.Single(cell => cell.Name == $"RnnSimd.Cells.{name}");

    /// <summary>A network of cells that ship, each with its number of units.</summary>
    public static NetworkModel Network(int inputs, bool isDouble, params (string Cell, int Units)[] layers) => new(
        "Some", "Network", "public sealed", inputs, isDouble, new([.. layers.Select(layer => new LayerModel(Of(layer.Cell), layer.Units))]));

    /// <summary>The same on tokens.</summary>
    public static NetworkModel OnTokens(int vocabulary, bool isDouble, params (string Cell, int Units)[] layers) =>
        Network(1, isDouble, layers) with { Vocabulary = vocabulary };

    private static CellModel[] Read()
    {
        var anyCell = Compilations.Of("").Type("RnnSimd.Cells.Lstm");
        CellModel[] cells = [.. anyCell.ContainingNamespace.GetTypeMembers().Where(EquationTypes.IsMarkedAsCell)
            .OrderBy(cell => cell.Name, StringComparer.Ordinal)
            .Select(cell => ReferencedCells.Read(cell, out var error) ?? throw new InvalidOperationException($"{cell.Name}: {error}."))];
        Assert.Equal(17, cells.Length);
        return cells;
    }
}
