using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Reverse-mode differentiation of one step. Given the gradients of the output and of the new states it appends those of
/// the input, the old states and the parameters. The gradient of x is called dx; what the steps ahead say of a new state c is dcAhead.
/// </summary>
internal sealed class Differentiation
{
    private readonly LayerGraph _layer;
    private readonly IReadOnlyDictionary<Op, DerivativeRule> _rules;
    private readonly GraphBuilder _graph = new();
    private readonly Expr?[] _gradients;
    private readonly bool[] _isWanted;
    private readonly List<ParameterGradient> _parameterGradients = [];

    private Differentiation(LayerGraph layer, IReadOnlyDictionary<Op, DerivativeRule> rules)
    {
        _layer = layer;
        _rules = rules;
        _gradients = new Expr?[layer.Graph.Count];
        _isWanted = new bool[layer.Graph.Count];
        foreach (var node in layer.Graph.Nodes)
        {
            // The source graph was built by a builder, so every node keeps its index.
            _graph.Add(node, [.. node.Args]);
        }
    }

    /// <summary>Differentiates a layer by the table of rules.</summary>
    public static LayerGraph Differentiate(LayerGraph layer) => Differentiate(layer, DerivativeRules.Table);

    /// <summary>Differentiates a layer by given rules; tests hand in broken ones to see that they are found.</summary>
    public static LayerGraph Differentiate(LayerGraph layer, IReadOnlyDictionary<Op, DerivativeRule> rules) =>
        new Differentiation(layer, rules).Run();

    private LayerGraph Run()
    {
        MarkWanted();
        Seed();
        for (var i = _layer.Graph.Count - 1; i >= 0; i--)
        {
            if (_isWanted[i] && _gradients[i] is { } gradient)
            {
                Propagate(i, _layer.Graph[i], gradient);
            }
        }

        return _layer with
        {
            InputGradient = LeafGradient(Op.Input, 0, _layer.Cell.Input.Shape),
            StateGradients = _layer.Cell.States.Select((state, i) => LeafGradient(Op.State, i, state.Shape)).ToEquatableArray(),
            ParameterGradients = _parameterGradients.ToEquatableArray(),
            Graph = _graph.ToGraph(),
        };
    }

    private void MarkWanted()
    {
        for (var i = 0; i < _isWanted.Length; i++)
        {
            var node = _layer.Graph[i];
            _isWanted[i] = node.Op switch
            {
                Op.Input or Op.State => true,
                Op.Parameter => !_layer.Cell.Parameters[node.Index].IsFrozen,
                _ => node.Args.Any(arg => _isWanted[arg]),
            };
        }
    }

    private void Seed()
    {
        var output = _layer.Graph[_layer.Output];
        Accumulate(_layer.Output, Leaf(Op.OutputGradient, 0, output.Shape, "dy"));
        for (var i = 0; i < _layer.NextStates.Count; i++)
        {
            var state = _layer.Cell.States[i];
            Accumulate(_layer.NextStates[i], Leaf(Op.StateGradient, i, state.Shape, $"d{state.Name}Ahead"));
        }
    }

    private Expr Leaf(Op op, int index, Shape shape, string name) =>
        new(_graph, _graph.Add(new(op, EquatableArray<int>.Empty, shape, name, Index: index), []));

    private void Propagate(int index, Node node, Expr gradient)
    {
        NameGradient(index, node, gradient);
        switch (node.Op)
        {
            case Op.Input or Op.State:
                break;
            case Op.Parameter:
                _parameterGradients.Add(new(node.Index, gradient.Node));
                break;
            case Op.Product or Op.AddProduct:
                PropagateProduct(node, gradient);
                break;
            default:
                PropagateByRule(index, node, gradient);
                break;
        }
    }

    private void PropagateProduct(Node node, Expr gradient)
    {
        var (matrix, vector) = (node.Args[node.Args.Count - 2], node.Args[node.Args.Count - 1]);
        if (node.Op == Op.AddProduct)
        {
            Accumulate(node.Args[0], gradient);
        }

        if (_isWanted[matrix])
        {
            _parameterGradients.Add(new(_layer.Graph[matrix].Index, gradient.Node, vector));
        }

        if (_isWanted[vector])
        {
            Accumulate(vector, new Expr(_graph, _graph.TransposedProduct(-1, matrix, gradient.Node)));
        }
    }

    private void PropagateByRule(int index, Node node, Expr gradient)
    {
        var args = node.Args.Select(arg => new Expr(_graph, arg)).ToArray();
        var contributions = _rules[node.Op](new Expr(_graph, index), gradient, args);
        for (var i = 0; i < contributions.Length; i++)
        {
            if (contributions[i] is { } contribution)
            {
                Accumulate(node.Args[i], contribution);
            }
        }
    }

    private void Accumulate(int node, Expr contribution)
    {
        if (_isWanted[node])
        {
            var fitted = Fit(contribution, _layer.Graph[node].Shape);
            _gradients[node] = _gradients[node] is { } earlier ? earlier + fitted : fitted;
        }
    }

    // A scalar that was broadcast gathers the gradients of all elements; a sum hands its gradient to each.
    private Expr Fit(Expr gradient, Shape shape) => (gradient.Shape.IsScalar, shape.IsScalar) switch
    {
        (false, true) => Expr.Sum(gradient),
        (true, false) => new Expr(_graph, _graph.Broadcast(gradient.Node, shape.Rows)),
        _ => gradient,
    };

    private int LeafGradient(Op op, int index, Shape shape)
    {
        for (var i = 0; i < _layer.Graph.Count; i++)
        {
            if (_layer.Graph[i].Op == op && (op == Op.Input || _layer.Graph[i].Index == index) && _gradients[i] is { } gradient)
            {
                return gradient.Node;
            }
        }

        var zero = _graph.Constant(0);
        return shape.IsScalar ? zero : _graph.Broadcast(zero, shape.Rows);
    }

    private void NameGradient(int index, Node node, Expr gradient)
    {
        var name = node.Name ?? (Operations.Of(node.Op).Kind == OpKind.Leaf ? _layer.Cell.LeafName(node) : null);
        if (name is not null && _graph[gradient.Node].Op is not (Op.OutputGradient or Op.StateGradient))
        {
            _graph.Name(gradient.Node, "d" + name);
        }
    }
}
