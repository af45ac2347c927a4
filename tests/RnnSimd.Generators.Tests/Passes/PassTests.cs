using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>A pass changes how a value is computed, not the value: for every cell that ships and for random ones.</summary>
public sealed class PassTests
{
    [Fact]
    public void Lowering_keeps_values_and_leaves_no_composite() => ForEachCell((cell, values) =>
    {
        var lowered = Lowering.Lower(cell);

        Near.Equal("lowered", values.Of(cell.Graph, [cell.Output, .. cell.States.Select(state => state.Next)]), values.Forward(lowered));
        Assert.DoesNotContain(lowered.Graph.Nodes, node => node.Op == Op.Mean || Operations.Of(node.Op).Kind == OpKind.Composite);
    });

    [Fact]
    public void Fusion_keeps_forward_values() => ForEachCell((cell, values) =>
    {
        var lowered = Lowering.Lower(cell);

        Near.Equal("fused", values.Forward(lowered), values.Forward(Fusion.Fuse(lowered)));
    });

    [Fact]
    public void Naming_changes_names_only() => ForEachCell((cell, _) =>
    {
        var fused = Fusion.Fuse(Lowering.Lower(cell));
        var named = Naming.Name(fused);

        Assert.Equal(Nameless(fused.Graph), Nameless(named.Graph));
        Assert.Equal(fused with { Graph = named.Graph }, named);
    });

    [Fact]
    public void Fusion_keeps_gradients() => ForEachCell((cell, values) =>
    {
        var differentiated = Differentiation.Differentiate(Fusion.Fuse(Lowering.Lower(cell)));
        var fused = Fusion.Fuse(differentiated);

        Near.Equal("values", values.Forward(differentiated), values.Forward(fused));
        Near.Equal("gradients", values.Backward(differentiated), values.Backward(fused));
    });

    [Fact]
    public void Fused_graphs_have_no_sum_that_a_product_could_be_added_to() => ForEachCell((cell, _) =>
    {
        var layer = Fusion.Fuse(Differentiation.Differentiate(Fusion.Fuse(Lowering.Lower(cell))));
        var graph = layer.Graph;
        var uses = graph.Nodes.SelectMany(node => node.Args).Concat(layer.ForwardRoots).Concat(layer.BackwardRoots).CountBy(arg => arg).ToDictionary();
        bool IsLone(int node, Op op) => graph[node].Op == op && uses[node] == 1;

        Assert.DoesNotContain(graph.Nodes, node => node.Op == Op.Add && node.Args.All(arg => IsLone(arg, Op.Product)));
        Assert.DoesNotContain(graph.Nodes, node => node.Op == Op.Add && node.Args.All(arg => IsLone(arg, Op.TransposedProduct)));
    });

    private static EquatableArray<Node> Nameless(Graph graph) => graph.Nodes.Select(node => node with { Name = null }).ToEquatableArray();

    private static void ForEachCell(Action<CellModel, CellValues> check)
    {
        var cells = RandomNetworks.Layers.Concat(ShippedCells.All.Select(cell => (Cell: cell, Inputs: 3, Units: 5)));
        foreach (var (open, inputs, units) in cells)
        {
            var cell = ShapeInference.Infer(open, inputs, units).Cell!;
            try
            {
                check(cell, new(seed: 1));
            }
            catch (Exception exception)
            {
                Assert.Fail($"{exception.Message}\nin {cell.Name}, {inputs} to {units}:\n{string.Join("\n", Equations.Of(cell))}");
            }
        }
    }
}
