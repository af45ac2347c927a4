using FsCheck;
using FsCheck.Fluent;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>What a growing graph leaves out, and that it leaves out nothing that counts.</summary>
public sealed class GraphBuilderTests
{
    private const int Size = 6;

    // Numbers for which the laws of arithmetic do not hold are among them.
    private static readonly double[] s_x = [1.5, -0.25, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0];
    private static readonly double[] s_z = [-2, 3, 1, double.PositiveInfinity, 0, double.NaN];

    private readonly GraphBuilder _graph = new();
    private readonly Expr _x;
    private readonly Expr _z;
    private readonly Expr _k;

    public GraphBuilderTests()
    {
        _x = Leaf(Op.Input, Shape.Vector(Size));
        _z = Leaf(Op.State, Shape.Vector(Size));
        _k = Leaf(Op.Parameter, Shape.Scalar);
    }

    /// <summary>Each rule: what is written, and what is in the graph.</summary>
    public static TheoryData<string> Rules => [.. s_rules.Keys];

    private static readonly Dictionary<string, Func<GraphBuilderTests, (Expr Written, Expr Simple)>> s_rules = new()
    {
        ["x + 0 is x"] = t => (t._x + 0, t._x),
        ["0 + x is x"] = t => (0 + t._x, t._x),
        ["x + -z is x - z"] = t => (t._x + -t._z, t._x - t._z),
        ["-x + z is z - x"] = t => (-t._x + t._z, t._z - t._x),
        ["x - 0 is x"] = t => (t._x - t.Number(0), t._x),
        ["0 - x is -x"] = t => (0 - t._x, -t._x),
        ["x - -z is x + z"] = t => (t._x - -t._z, t._x + t._z),
        ["x * 1 is x"] = t => (t._x * 1, t._x),
        ["1 * x is x"] = t => (1 * t._x, t._x),
        ["x / 1 is x"] = t => (t._x / 1, t._x),
        ["-(-x) is x"] = t => (-(-t._x), t._x),
        ["k + 0 is k"] = t => (t._k + 0, t._k),
        ["what is computed from numbers is a number"] = t => (Expr.Exp(t.Number(1) + 1) * 3, t.Number(3 * Math.Exp(2))),
        ["what was computed is not computed again"] = t => (Expr.Sigmoid(t._x * t._z) - Expr.Sigmoid(t._x * t._z), t.Twice(Expr.Sigmoid(t._x * t._z))),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_holds_and_is_applied(string rule)
    {
        var (written, simple) = s_rules[rule](this);

        Assert.Equal(simple.Node, written.Node);
        Assert.Equal(Values(simple), Values(written));
    }

    [Fact]
    public void What_holds_for_finite_numbers_alone_is_not_simplified()
    {
        double[] zeros = [0, -0.0, double.NaN, double.NaN, double.NaN, 0];
        Assert.Equal(zeros, Values(0 * _x));
        Assert.Equal(zeros, Values(_x * 0));
        Assert.Equal([0, 0, double.NaN, double.NaN, double.NaN, 0], Values(_x - _x));
        Assert.Equal([1, 1, double.NaN, double.NaN, double.NaN, double.NaN], Values(_x / _x));
        Assert.Equal([0, -0.0, double.NaN, 0, -0.0, double.NaN], Values(0 / _x));
    }

    [Fact]
    public void A_scalar_that_stands_for_a_vector_stays_one()
    {
        Assert.Equal(Shape.Vector(Size), (_k + new Expr(_graph, _graph.Broadcast(Number(0).Node, Size))).Shape);
        Assert.Equal(Shape.Vector(Size), (_k * new Expr(_graph, _graph.Broadcast(Number(1).Node, Size))).Shape);
        Assert.Equal(Shape.Vector(Size), (new Expr(_graph, _graph.Broadcast(Number(0).Node, Size)) - _k).Shape);
    }

    [Fact]
    public void Values_with_different_constants_are_different()
    {
        var gentle = _graph.Elementwise(Op.LeakyRelu, [_x.Node], 0.1);

        Assert.NotEqual(gentle, _graph.Elementwise(Op.LeakyRelu, [_x.Node], 0.2));
        Assert.NotEqual(Number(0).Node, Number(-0.0).Node);
        Assert.Equal(gentle, _graph.Elementwise(Op.LeakyRelu, [_x.Node], 0.1));
    }

    [Fact]
    public void The_first_name_is_kept()
    {
        var node = new Node(Op.Sigmoid, EquatableArray.Of(_x.Node), Shape.Vector(Size));
        var index = _graph.Add(node with { Name = "f" }, [_x.Node]);

        Assert.Equal(index, _graph.Add(node with { Name = "g" }, [_x.Node]));
        Assert.Equal("f", _graph[index].Name);
    }

    [Property(MaxTest = 300)]
    public Property Random_expressions_keep_their_values() => Prop.ForAll(Expressions(depth: 5).ToArbitrary(), expression =>
    {
        var tests = new GraphBuilderTests();
        var node = expression.Build(tests);

        return Agree(expression.Value, tests.Values(node)).Label($"{expression.Text} is {string.Join(" ", expression.Value)}, and in the graph {string.Join(" ", tests.Values(node))}");
    });

    private static bool Agree(double[] expected, double[] actual) =>
        expected.Select((value, i) => value.Equals(actual[actual.Length == 1 ? 0 : i]) || Math.Abs(value - actual[actual.Length == 1 ? 0 : i]) <= 1e-12 * Math.Abs(value)).All(same => same);

    // Quotients by what may be zero are left out: x + 0 is x also where that is −0, and 1 / −0 is not 1 / 0.
    private static Gen<Expression> Expressions(int depth)
    {
        var leaf = Gen.Elements(
            new Expression("x", s_x, t => t._x),
            new Expression("z", s_z, t => t._z),
            Expression.Number(0), Expression.Number(1), Expression.Number(-0.0), Expression.Number(-1), Expression.Number(2.5));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Expressions(depth - 1);
        return Gen.Frequency(
            (1, leaf),
            (1, from a in inner select a.Apply("-", v => -v, e => -e)),
            (1, from a in inner select a.Apply("tanh", Math.Tanh, e => new(e.Graph, e.Graph.Elementwise(Op.Tanh, [e.Node])))),
            (2, from a in inner from b in inner select a.With(b, "+", (v, w) => v + w, (e, f) => e + f)),
            (2, from a in inner from b in inner select a.With(b, "-", (v, w) => v - w, (e, f) => e - f)),
            (2, from a in inner from b in inner select a.With(b, "*", (v, w) => v * w, (e, f) => e * f)),
            (1, from a in inner from b in Gen.Elements(1.0, 3.0) select a.With(Expression.Number(b), "/", (v, w) => v / w, (e, f) => e / f)));
    }

    private Expr Number(double value) => new(_graph, _graph.Constant(value));

    private Expr Twice(Expr value) => new(_graph, _graph.Elementwise(Op.Subtract, [value.Node, value.Node]));

    private Expr Leaf(Op op, Shape shape) => new(_graph, _graph.Add(new(op, EquatableArray<int>.Empty, shape, Index: 0), []));

    private double[] Values(Expr value) => Interpreter.Evaluate(_graph.ToGraph(), leaf => leaf.Op switch
    {
        Op.Input => s_x,
        Op.State => s_z,
        _ => [0.75],
    })[value.Node];

    /// <summary>An expression, its value by the laws of IEEE 754 and how it is written into a graph.</summary>
    private sealed record Expression(string Text, double[] Value, Func<GraphBuilderTests, Expr> Build)
    {
        public static Expression Number(double value) => new($"{value}", [.. Enumerable.Repeat(value, Size)], t => t.Number(value));

        public Expression Apply(string sign, Func<double, double> value, Func<Expr, Expr> build) =>
            new($"{sign}({Text})", [.. Value.Select(value)], t => build(Build(t)));

        public Expression With(Expression other, string sign, Func<double, double, double> value, Func<Expr, Expr, Expr> build) =>
            new($"({Text} {sign} {other.Text})", [.. Value.Zip(other.Value, value)], t => build(Build(t), other.Build(t)));
    }
}
