using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests;

/// <summary>Parses cells of test source.</summary>
internal static class Equations
{
    /// <summary>Parses the cell <c>Test</c>, which has these members and no errors.</summary>
    public static CellModel Cell(string members, string otherTypes = "") =>
        Cell(Compilations.OfValid($"[RecurrentCell] public sealed partial class Test : Cell {{ {members} }} {otherTypes}"), "Test");

    /// <summary>Parses a cell without errors.</summary>
    public static CellModel Cell(Compilation compilation, string name)
    {
        var parse = CellParser.Parse(compilation.Type(name), compilation, TestContext.Current.CancellationToken);
        Assert.Empty(parse.Diagnostics);
        return parse.Model!;
    }

    /// <summary>The cell as mathematics: a line for each named value, each new state (marked ') and the output.</summary>
    public static string[] Of(CellModel cell)
    {
        var text = new EquationText(cell.Graph, cell.LeafName);
        var named = Enumerable.Range(0, cell.Graph.Count)
            .Where(node => cell.Graph[node].Name is not null)
            .Select(node => $"{cell.Graph[node].Name} = {text.Definition(node)}");
        return
        [
            .. named,
            .. cell.States.Select(state => $"{state.Name}' = {text.Reference(state.Next)}"),
            $"output = {text.Reference(cell.Output)}",
        ];
    }
}
