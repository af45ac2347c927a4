using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Ir;

/// <summary>
/// Grows a graph. Equal values become one node, constants are folded and what does nothing (x + 0, x · 1, −(−x)) is left out,
/// so a graph is simple by construction.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _indices = [];

    public Node this[int index] => _nodes[index];

    public int Count => _nodes.Count;

    /// <summary>The graph of everything added.</summary>
    public Graph ToGraph() => new(_nodes.ToEquatableArray());

    /// <summary>A constant.</summary>
    public int Constant(double value) => Intern(new(Op.Constant, EquatableArray<int>.Empty, Shape.Scalar, Value: value), null);

    /// <summary>Copies a node of another graph, with its arguments' places in this one.</summary>
    public int Add(Node node, int[] args) => node.Op switch
    {
        Op.Broadcast => Broadcast(args[0], node.Shape.Rows),
        _ when node.Op.IsElementwise() => Elementwise(node.Op, args, node.Value, node.Name),
        _ => Intern(node with { Args = args.ToEquatableArray(), Name = null }, node.Name),
    };

    /// <summary>A matrix applied to a vector, added to <paramref name="accumulator"/> unless that is -1.</summary>
    public int Product(int accumulator, int matrix, int vector, string? name = null) => accumulator < 0
        ? Intern(new(Op.Product, EquatableArray.Of(matrix, vector), Shape.Vector(this[matrix].Shape.Rows)), name)
        : Intern(new(Op.AddProduct, EquatableArray.Of(accumulator, matrix, vector), Shape.Vector(this[matrix].Shape.Rows)), name);

    /// <summary>A transposed matrix applied to a vector, added to <paramref name="accumulator"/> unless that is -1.</summary>
    public int TransposedProduct(int accumulator, int matrix, int vector, string? name = null) => accumulator < 0
        ? Intern(new(Op.TransposedProduct, EquatableArray.Of(matrix, vector), Shape.Vector(this[matrix].Shape.Columns)), name)
        : Intern(new(Op.AddTransposedProduct, EquatableArray.Of(accumulator, matrix, vector), Shape.Vector(this[matrix].Shape.Columns)), name);

    /// <summary>A reduction of vectors to a scalar.</summary>
    public int Reduce(Op op, params int[] args) => Intern(new(op, args.ToEquatableArray(), Shape.Scalar), null);

    /// <summary>A scalar as a vector of equal elements.</summary>
    public int Broadcast(int scalar, int length) =>
        Intern(new(Op.Broadcast, EquatableArray.Of(scalar), Shape.Vector(length)), null);

    /// <summary>An elementwise operation; its shape is that of its vector arguments.</summary>
    public int Elementwise(Op op, int[] args, double value = 0, string? name = null)
    {
        if (args.All(arg => this[arg].Op == Op.Constant))
        {
            return Constant(Operations.Of(op).Function!([.. args.Select(arg => this[arg].Value)], value));
        }

        var shape = args.Select(arg => this[arg].Shape).Aggregate((a, b) => a.IsScalar ? b : a);
        return Identity(op, args, shape) ?? Intern(new(op, args.ToEquatableArray(), shape, Value: value), name);
    }

    /// <summary>Gives a value a name, unless it has one.</summary>
    public void Name(int node, string name)
    {
        if (_nodes[node].Name is null)
        {
            _nodes[node] = _nodes[node] with { Name = name };
        }
    }

    private int? Identity(Op op, int[] args, Shape shape)
    {
        int? Same(int arg) => this[arg].Shape == shape ? arg : null;
        int Negated(int arg) => Elementwise(Op.Negate, [arg]);
        bool IsNegation(int arg) => this[arg].Op == Op.Negate;
        int Inner(int arg) => this[arg].Args[0];

        return op switch
        {
            Op.Add when Is(args[1], 0) => Same(args[0]),
            Op.Add when Is(args[0], 0) => Same(args[1]),
            Op.Add when IsNegation(args[1]) => Elementwise(Op.Subtract, [args[0], Inner(args[1])]),
            Op.Add when IsNegation(args[0]) => Elementwise(Op.Subtract, [args[1], Inner(args[0])]),
            Op.Subtract when Is(args[1], 0) => Same(args[0]),
            Op.Subtract when Is(args[0], 0) && this[args[1]].Shape == shape => Negated(args[1]),
            Op.Subtract when IsNegation(args[1]) => Elementwise(Op.Add, [args[0], Inner(args[1])]),
            Op.Multiply when Is(args[1], 1) => Same(args[0]),
            Op.Multiply when Is(args[0], 1) => Same(args[1]),
            Op.Divide when Is(args[1], 1) => Same(args[0]),
            Op.Negate when IsNegation(args[0]) => Inner(args[0]),
            _ => null,
        };
    }

    private bool Is(int node, double constant) => this[node].Op == Op.Constant && this[node].Value == constant;

    // The key of a node has no name: the first name that a value gets is kept.
    private int Intern(Node node, string? name)
    {
        if (!_indices.TryGetValue(node, out var index))
        {
            index = _nodes.Count;
            _nodes.Add(node);
            _indices.Add(node, index);
        }

        if (name is not null)
        {
            Name(index, name);
        }

        return index;
    }
}
