using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Parse;

/// <summary>
/// Grows the graph of a cell as it is written: nothing is folded, so that every node has a place in the source, and shapes are ranks.
/// </summary>
internal sealed class CellGraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Op, int), int> _leaves = [];

    public int Count => _nodes.Count;

    public Node this[int index] => _nodes[index];

    /// <summary>The one leaf that stands for a parameter, state or the input; <paramref name="index"/> as in <see cref="Node.Index"/>.</summary>
    public int Leaf(Op op, int index, Shape shape)
    {
        if (!_leaves.TryGetValue((op, index), out var leaf))
        {
            leaf = Append(new(op, EquatableArray<int>.Empty, new(shape.Rank, shape.IsScalar ? 1 : 0, shape.Rank == 2 ? 0 : 1), Index: index));
            _leaves.Add((op, index), leaf);
        }

        return leaf;
    }

    /// <summary>A constant scalar.</summary>
    public int Constant(double value) => Append(new(Op.Constant, EquatableArray<int>.Empty, Shape.Scalar, Value: value));

    /// <summary>Adds an operation, or returns -1 if it is not defined for arguments of these ranks.</summary>
    public int Add(Op op, IReadOnlyList<int> args, double value = 0, int index = -1) =>
        ShapeOf(op, [.. args.Select(arg => _nodes[arg].Shape)]) is { } shape
            ? Append(new(op, args.ToEquatableArray(), shape, Value: value, Index: index))
            : -1;

    /// <summary>Names a node after the first thing that the user calls it; leaves have the names of what they stand for.</summary>
    public void Name(int node, string name)
    {
        if (_nodes[node].Name is null && Operations.Of(_nodes[node].Op).Kind != OpKind.Leaf)
        {
            _nodes[node] = _nodes[node] with { Name = name };
        }
    }

    public Graph ToGraph() => new(_nodes.ToEquatableArray());

    private static Shape? ShapeOf(Op op, Shape[] args)
    {
        var operation = Operations.Of(op);
        if (args.Length != operation.Arity)
        {
            return null;
        }

        return operation.Kind switch
        {
            OpKind.Product => args is [{ Rank: 2 }, { Rank: 1 }] ? Shape.Vector() : null,
            OpKind.Elementwise when args.All(arg => arg.Rank < 2) => args.All(arg => arg.IsScalar) ? Shape.Scalar : Shape.Vector(),
            OpKind.Reduction when args.All(arg => arg.Rank == 1) => Shape.Scalar,
            OpKind.Composite when args.All(arg => arg.Rank == 1) => Shape.Vector(),
            _ => null,
        };
    }

    private int Append(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
