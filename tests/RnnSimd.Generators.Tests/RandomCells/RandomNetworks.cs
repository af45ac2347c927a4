using FsCheck;
using FsCheck.Fluent;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>Random cells as the parser reads them: the same ones in every run, parsed together and once.</summary>
internal static class RandomNetworks
{
    private const int Count = 80;
    private const ulong Seed = 17;

    private static readonly IReadOnlyList<RandomCell> s_cells = [.. CellGenerator.Cells.Sample(Count, new Rnd(Seed), size: 10)];

    /// <summary>Their networks, a cell in double precision and the next in single; some have a layer below.</summary>
    public static IReadOnlyList<NetworkModel> All { get; } = Parse();

    /// <summary>The cells alone, with the numbers of inputs and units that their networks give them.</summary>
    public static IReadOnlyList<(CellModel Cell, int Inputs, int Units)> Layers { get; } =
        [.. All.Select((network, i) => (network.Layers[^1].Cell, s_cells[i].Inputs, s_cells[i].Units))];

    private static NetworkModel[] Parse()
    {
        var compilation = Compilations.OfValid(string.Join("\n", s_cells.Select((cell, i) => cell.ToSource($"{i}"))));
        return [.. s_cells.Select((_, i) => Generation.Network(compilation, $"{(i % 2 == 0 ? "Double" : "Single")}{i}"))];
    }
}
