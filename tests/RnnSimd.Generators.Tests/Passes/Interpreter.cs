using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Tests.Passes;

/// <summary>Computes the values of a graph in double, one node after the other; a scalar counts for every element.</summary>
internal static class Interpreter
{
    /// <summary>The values of all nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="leaf">The value of a leaf that is no constant; a matrix row by row.</param>
    public static double[][] Evaluate(Graph graph, Func<Node, double[]> leaf)
    {
        var values = new double[graph.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            var node = graph[i];
            double[][] args = [.. node.Args.Select(arg => values[arg])];
            values[i] = node.Op switch
            {
                Op.Constant => [node.Value],
                Op.Product => Product(args[0], args[1], node.Shape.Rows, isTransposed: false),
                Op.TransposedProduct => Product(args[0], args[1], node.Shape.Rows, isTransposed: true),
                Op.AddProduct => Add(args[0], Product(args[1], args[2], node.Shape.Rows, isTransposed: false)),
                Op.AddTransposedProduct => Add(args[0], Product(args[1], args[2], node.Shape.Rows, isTransposed: true)),
                Op.Sum => [args[0].Sum()],
                Op.Dot => [args[0].Zip(args[1], (a, b) => a * b).Sum()],
                Op.Largest => [args[0].Max()],
                Op.Mean => [args[0].Average()],
                Op.Softmax => Softmax(args[0]),
                Op.Dropout => [.. args[0].Zip(leaf(new(Op.Mask, node.Args, node.Shape, Index: node.Index)), (x, mask) => x * mask)],
                Op.LayerNorm => LayerNorm(args[0], args[1], args[2]),
                _ when node.Op.IsElementwise() => Elementwise(node, args),
                _ => leaf(node),
            };
        }

        return values;
    }

    private static double[] Elementwise(Node node, double[][] args)
    {
        var function = Operations.Of(node.Op).Function!;
        return [.. Enumerable.Range(0, node.Shape.Rows)
            .Select(i => function([.. args.Select(arg => arg[arg.Length == 1 ? 0 : i])], node.Value))];
    }

    private static double[] Product(double[] matrix, double[] vector, int length, bool isTransposed)
    {
        var columns = isTransposed ? length : vector.Length;
        return [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, vector.Length)
            .Sum(k => (isTransposed ? matrix[k * columns + i] : matrix[i * columns + k]) * vector[k]))];
    }

    // As written in textbooks, not as lowered.
    private static double[] Softmax(double[] v)
    {
        var exponentials = v.Select(Math.Exp).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    private static double[] LayerNorm(double[] v, double[] gain, double[] bias)
    {
        var mean = v.Average();
        var deviation = Math.Sqrt(v.Select(x => (x - mean) * (x - mean)).Average() + 1e-5);
        return [.. v.Select((x, i) => (x - mean) / deviation * gain[i] + bias[i])];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
