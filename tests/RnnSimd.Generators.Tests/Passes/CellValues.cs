using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>What a layer's graph computes from given leaves: the same leaves whatever the graph, so that graphs can be compared.</summary>
internal sealed class CellValues(int seed)
{
    private readonly Dictionary<(Op, int), double[]> _leaves = [];
    private readonly Random _random = new(seed);

    /// <summary>The output and the new states.</summary>
    public double[] Forward(LayerGraph layer) => Of(layer.Graph, [.. layer.ForwardRoots]);

    /// <summary>All that the backward pass is for; the gradients of parameters in the order of the parameters.</summary>
    public double[] Backward(LayerGraph layer) => Of(
        layer.Graph,
        [layer.InputGradient, .. layer.StateGradients, .. layer.ParameterGradients.SelectMany(p => p.Operand < 0 ? [p.Gradient] : new[] { p.Gradient, p.Operand })]);

    /// <summary>The values of some nodes, one after the other; a scalar has one.</summary>
    public double[] Of(Graph graph, params int[] nodes)
    {
        var values = Interpreter.Evaluate(graph, LeafOf);
        return [.. nodes.SelectMany(node => values[node])];
    }

    private double[] LeafOf(Node leaf)
    {
        if (!_leaves.TryGetValue((leaf.Op, leaf.Index), out var value))
        {
            value = [.. Enumerable.Range(0, leaf.Shape.Count).Select(_ => 2 * _random.NextDouble() - 1)];
            _leaves.Add((leaf.Op, leaf.Index), value);
        }

        return value;
    }
}
