namespace RnnSimd.Generators.Ir;

/// <summary>A value of a graph under construction, with operators, so that rules read as mathematics.</summary>
internal readonly struct Expr(GraphBuilder graph, int node)
{
    public GraphBuilder Graph { get; } = graph;

    public int Node { get; } = node;

    public Shape Shape => Graph[Node].Shape;

    /// <summary>The parameter of a LeakyRelu or Elu.</summary>
    public double Value => Graph[Node].Value;

    public static Expr operator -(Expr a) => a.Apply(Op.Negate);

    public static Expr operator +(Expr a, Expr b) => a.Apply(Op.Add, b);

    public static Expr operator -(Expr a, Expr b) => a.Apply(Op.Subtract, b);

    public static Expr operator *(Expr a, Expr b) => a.Apply(Op.Multiply, b);

    public static Expr operator /(Expr a, Expr b) => a.Apply(Op.Divide, b);

    public static Expr operator +(Expr a, double b) => a + a.Constant(b);

    public static Expr operator +(double a, Expr b) => b.Constant(a) + b;

    public static Expr operator -(double a, Expr b) => b.Constant(a) - b;

    public static Expr operator *(double a, Expr b) => b.Constant(a) * b;

    public static Expr operator *(Expr a, double b) => a * a.Constant(b);

    public static Expr operator /(Expr a, double b) => a / a.Constant(b);

    public static Expr operator /(double a, Expr b) => b.Constant(a) / b;

    public static Expr Sigmoid(Expr a) => a.Apply(Op.Sigmoid);

    public static Expr Sin(Expr a) => a.Apply(Op.Sin);

    public static Expr Cos(Expr a) => a.Apply(Op.Cos);

    public static Expr Exp(Expr a) => a.Apply(Op.Exp);

    public static Expr Sqrt(Expr a) => a.Apply(Op.Sqrt);

    public static Expr Min(Expr a, double b) => a.Apply(Op.Min, a.Constant(b));

    public static Expr Max(Expr a, double b) => a.Apply(Op.Max, a.Constant(b));

    /// <summary>-1, 0 or 1.</summary>
    public static Expr Sign(Expr a) => a.Apply(Op.Sign);

    public static Expr Masked(Expr a, Expr mask) => a.Apply(Op.Masked, mask);

    public static Expr Sum(Expr a) => new(a.Graph, a.Graph.Reduce(Op.Sum, a.Node));

    public static Expr Dot(Expr a, Expr b) => new(a.Graph, a.Graph.Reduce(Op.Dot, a.Node, b.Node));

    public static Expr Largest(Expr a) => new(a.Graph, a.Graph.Reduce(Op.Largest, a.Node));

    private Expr Apply(Op op) => new(Graph, Graph.Elementwise(op, [Node]));

    private Expr Apply(Op op, Expr other) => new(Graph, Graph.Elementwise(op, [Node, other.Node]));

    private Expr Constant(double value) => new(Graph, Graph.Constant(value));
}
