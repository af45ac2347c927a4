using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>A cell without the values and parameters on which no result depends.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Nodes">For each node of the cell, which node of the complete cell it was.</param>
/// <param name="Parameters">For each parameter of the cell, which parameter of the complete cell it was.</param>
internal sealed record UsedParts(CellModel Cell, int[] Nodes, int[] Parameters)
{
    /// <summary>Finds what the output and the new states depend on.</summary>
    public static UsedParts Of(CellModel complete)
    {
        var isUsed = new bool[complete.Graph.Count];
        isUsed[complete.Output] = true;
        foreach (var state in complete.States)
        {
            isUsed[state.Next] = true;
        }

        for (var i = isUsed.Length - 1; i >= 0; i--)
        {
            foreach (var arg in isUsed[i] ? complete.Graph[i].Args : EquatableArray<int>.Empty)
            {
                isUsed[arg] = true;
            }
        }

        var nodes = Enumerable.Range(0, isUsed.Length).Where(i => isUsed[i]).ToArray();
        var parameters = nodes.Where(i => complete.Graph[i].Op == Op.Parameter).Select(i => complete.Graph[i].Index).Distinct().OrderBy(i => i).ToArray();
        var cell = complete with
        {
            Parameters = parameters.Select(i => complete.Parameters[i]).ToEquatableArray(),
            States = complete.States.Select(state => state with { Next = Array.IndexOf(nodes, state.Next) }).ToEquatableArray(),
            Graph = new(nodes.Select(i => Renumber(complete.Graph[i])).ToEquatableArray()),
            Output = Array.IndexOf(nodes, complete.Output),
        };
        return new(cell, nodes, parameters);

        Node Renumber(Node node) => node with
        {
            Args = node.Args.Select(arg => Array.BinarySearch(nodes, arg)).ToEquatableArray(),
            Index = node.Op == Op.Parameter ? Array.IndexOf(parameters, node.Index) : node.Index,
        };
    }
}
