using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>When a value of a sequence is computed.</summary>
internal enum Phase
{
    /// <summary>For all time steps at once, before the first.</summary>
    Before,

    /// <summary>Step by step.</summary>
    Loop,

    /// <summary>For all time steps at once, after the last.</summary>
    After,

    /// <summary>For all time steps at once, after all else, and only if somebody wants the gradient of the network's input.</summary>
    InputGradient,
}

/// <summary>
/// Takes products out of the loop over time where they can be: all time steps at once are one large matrix product.
/// Elementwise work stays in the loop, on registers, unless a product outside needs it or all is outside.
/// </summary>
internal static class Phases
{
    /// <summary>When a result is copied that is given: in the loop, because it may be a state.</summary>
    public static Phase OfGiven(CellModel cell) => cell.States.Count > 0 ? Phase.Loop : Phase.Before;

    /// <summary>Gives each node of a computation its phase.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="nodes">The nodes to compute.</param>
    /// <param name="isCarried">Picks the leaves that another time step computes.</param>
    /// <param name="carries">The roots that another time step needs.</param>
    public static Dictionary<int, Phase> Assign(
        Graph graph, IReadOnlyCollection<int> nodes, Func<Node, bool> isCarried, IReadOnlyCollection<int> carries)
    {
        if (carries.Count == 0)
        {
            return nodes.ToDictionary(node => node, _ => Phase.Before);
        }

        var dependsOnCarry = Dependencies.DependsOn(graph, isCarried);
        var feedsCarry = Dependencies.Feeds(graph, carries);
        var phases = new Dictionary<int, Phase>();
        foreach (var node in nodes)
        {
            phases.Add(node, Operations.Of(graph[node].Op).Kind != OpKind.Product ? Phase.Loop
                : !dependsOnCarry[node] ? Phase.Before
                : feedsCarry[node] ? Phase.Loop : Phase.After);
        }

        // What a product before the loop needs comes before it too; what needs a product after the loop comes after it.
        foreach (var node in nodes.OrderByDescending(node => node).Where(node => phases[node] == Phase.Before))
        {
            foreach (var arg in graph[node].Args.Where(phases.ContainsKey))
            {
                phases[arg] = Phase.Before;
            }
        }

        foreach (var node in nodes.OrderBy(node => node))
        {
            if (graph[node].Args.Any(arg => phases.TryGetValue(arg, out var phase) && phase == Phase.After))
            {
                phases[node] = Phase.After;
            }
        }

        return phases;
    }
}
