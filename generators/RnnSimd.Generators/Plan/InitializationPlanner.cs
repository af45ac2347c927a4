using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>How each parameter of a layer starts: as its field says, or by default as its use suggests.</summary>
internal static class InitializationPlanner
{
    private static readonly Initialization Zero = new("Zero", 1);
    private static readonly Initialization Orthogonal = new("Orthogonal", 1);
    private static readonly Initialization GlorotUniform = new("GlorotUniform", 1);

    public static EquatableArray<Initialization> Plan(LayerGraph layer)
    {
        var graph = layer.Graph;
        var dependsOnState = Dependencies.DependsOn(graph, node => node.Op == Op.State);
        return layer.Cell.Parameters.Select((parameter, index) =>
            parameter.Initialization.Initializer is not null ? parameter.Initialization
            : parameter.Shape.Rank < 2 ? Zero
            : IsRecurrent(index) ? Orthogonal
            : GlorotUniform).ToEquatableArray();

        bool IsRecurrent(int parameter) => Enumerable.Range(0, graph.Count)
            .Where(i => graph[i].Op is Op.Product or Op.AddProduct && SumsOfProducts.MatrixOf(graph, i) == parameter)
            .Select(i => dependsOnState[SumsOfProducts.OperandOf(graph, i)]).FirstOrDefault();
    }
}
