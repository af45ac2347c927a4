using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// The equations of a single step, where dropout is the identity: what reads a masked value reads the value itself. Every value keeps its
/// index, and since sums are fused already, each is rounded as with a mask of ones.
/// </summary>
internal static class WithoutDropout
{
    /// <summary>The layer, in which nothing depends on a mask.</summary>
    public static LayerGraph Of(LayerGraph layer)
    {
        var graph = layer.Graph;
        return layer with
        {
            Output = Unmasked(layer.Output),
            NextStates = layer.NextStates.Select(Unmasked).ToEquatableArray(),
            Graph = new(graph.Nodes.Select(node => node with { Args = node.Args.Select(Unmasked).ToEquatableArray() }).ToEquatableArray()),
        };

        int Unmasked(int node) => graph[node].Op == Op.Masked ? Unmasked(graph[node].Args[0]) : node;
    }
}
