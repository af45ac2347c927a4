using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>How each parameter of a layer starts: as its field says, or by default as its use suggests.</summary>
internal static class Initializers
{
    public static (string Initializer, double Argument) Of(LayerPlan layer, int parameter)
    {
        var declared = layer.Graph.Cell.Parameters[parameter].Initialization;
        if (declared.Initializer is not null)
        {
            return (declared.Initializer, declared.Argument);
        }

        var graph = layer.Graph.Graph;
        var dependsOnState = Dependencies.DependsOn(graph, node => node.Op == Op.State);
        var product = graph.Nodes.FirstOrDefault(node => node.Op is Op.Product or Op.AddProduct
            && graph[node.Args[node.Args.Count - 2]].Index == parameter);
        return layer.Graph.Cell.Parameters[parameter].Shape.Rank < 2 ? ("Zero", 1)
            : product is not null && dependsOnState[product.Args[product.Args.Count - 1]] ? ("Orthogonal", 1)
            : ("GlorotUniform", 1);
    }
}
