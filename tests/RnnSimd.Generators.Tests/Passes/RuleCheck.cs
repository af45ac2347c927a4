using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>
/// Holds the rule of one operation against central differences: a cell whose output is the operation of the input and of as many
/// parameters as it takes more arguments.
/// </summary>
internal static class RuleCheck
{
    private const int Size = 4;
    private const double Step = 1e-5;

    // Away from the kinks at 0, ±1 and ±3, on both sides of each, and positive where a logarithm or a root is taken.
    private static readonly double[] s_points = [-3.7, -0.6, 0.4, 1.8];
    private static readonly double[] s_positive = [0.3, 0.9, 1.6, 3.4];

    /// <summary>Whether the gradients of all arguments agree.</summary>
    public static bool Agrees(Op op, IReadOnlyDictionary<Op, DerivativeRule> rules, double value)
    {
        var layer = Differentiation.Differentiate(LayerOf(op, value), rules);
        double[][] arguments = [.. Enumerable.Range(0, Operations.Of(op).Arity).Select(arg => Point(op, arg))];
        double[] weights = [0.7, -1.3, 0.5, 1.1];
        var values = Interpreter.Evaluate(layer.Graph, node => LeafOf(node, arguments, weights));
        for (var arg = 0; arg < Variables(op); arg++)
        {
            var gradient = GradientOf(layer, values, arg);
            for (var i = 0; i < arguments[arg].Length; i++)
            {
                if (!(Math.Abs(gradient[i] - Slope(layer, arguments, weights, arg, i)) < 1e-7))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>How many arguments have a gradient: a mask is drawn, not computed.</summary>
    public static int Variables(Op op) => op == Op.Masked ? 1 : Operations.Of(op).Arity;

    private static double[] Point(Op op, int arg) => op switch
    {
        Op.Broadcast => [0.8],
        Op.Log or Op.Sqrt => s_positive,
        _ => [.. s_points.Select((x, i) => arg == 0 ? x : s_points[(i + arg) % Size] + 0.15)],
    };

    private static LayerGraph LayerOf(Op op, double value)
    {
        var graph = new GraphBuilder();
        var arity = Operations.Of(op).Arity;
        var shape = op == Op.Broadcast ? Shape.Scalar : Shape.Vector(Size);
        int[] args = [.. Enumerable.Range(0, arity).Select(arg => graph.Add(
            new(arg == 0 ? Op.Input : op == Op.Masked ? Op.Mask : Op.Parameter, EquatableArray<int>.Empty, shape, Index: arg - 1), []))];
        var output = op == Op.Broadcast ? graph.Broadcast(args[0], Size)
            : op.IsElementwise() ? graph.Elementwise(op, args, value) : graph.Reduce(op, args);
        var parameters = Enumerable.Range(1, Variables(op) - 1).Select(arg => new CellParameter($"p{arg}", shape, Initialization.Default, IsFrozen: false));
        var cell = new CellModel("Cell", parameters.ToEquatableArray(), new("x", shape), EquatableArray<CellState>.Empty, graph.ToGraph(), output);
        return new(cell, cell.Graph, output, EquatableArray<int>.Empty, -1, EquatableArray<int>.Empty, EquatableArray<ParameterGradient>.Empty);
    }

    private static double[] LeafOf(Node node, double[][] arguments, double[] weights) => node.Op switch
    {
        Op.Input => arguments[0],
        Op.Parameter or Op.Mask => arguments[node.Index + 1],
        _ => weights[..node.Shape.Rows],
    };

    // A parameter without a gradient has the gradient zero.
    private static double[] GradientOf(LayerGraph layer, double[][] values, int arg) => arg == 0
        ? values[layer.InputGradient]
        : layer.ParameterGradients.Where(p => p.Parameter == arg - 1).Select(p => values[p.Gradient]).SingleOrDefault() ?? new double[Size];

    private static double Slope(LayerGraph layer, double[][] arguments, double[] weights, int arg, int element)
    {
        return (Loss(Step) - Loss(-Step)) / (2 * Step);

        double Loss(double step)
        {
            var moved = arguments.Select(argument => (double[])argument.Clone()).ToArray();
            moved[arg][element] += step;
            var output = Interpreter.Evaluate(layer.Graph, node => LeafOf(node, moved, weights))[layer.Output];
            return output.Zip(weights, (y, weight) => y * weight).Sum();
        }
    }
}
