using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests.Parse;

/// <summary>Cells of any number of parameters, states and operations of the language, which need make no sense.</summary>
internal static class RandomCellModel
{
    public static CellModel Grow(Random random, int size)
    {
        Shape[] sizes = [Shape.Scalar, Shape.Vector(Size(random)), Shape.Matrix(Size(random), Size(random)), Shape.Vector(), Shape.Matrix()];
        var parameters = Enumerable.Range(0, random.Next(4)).Select(i => new CellParameter(
            $"P{i}", sizes[random.Next(sizes.Length)], random.Next(2) == 0 ? Initialization.Default : new("Uniform", Number(random)), random.Next(2) == 0)).ToArray();
        var states = Enumerable.Range(0, random.Next(4)).Select(i => new CellState($"ß{i}", random.Next(2) == 0 ? Shape.Scalar : Shape.Vector(Size(random)), -1)).ToArray();
        var input = new CellInput("x", random.Next(2) == 0 ? Shape.Scalar : Shape.Vector());

        // A scalar and a vector first, so that every state has a possible new value.
        var graph = new CellGraphBuilder();
        var scalar = graph.Constant(Number(random));
        var vector = graph.Leaf(Op.Parameter, parameters.Length, Shape.Vector());
        var operations = Operations.All.Where(operation => operation.IsLanguage || operation.Op is Op.Product or Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Divide).ToArray();
        for (var i = 0; i < size; i++)
        {
            var operation = operations[random.Next(operations.Length)];
            var node = random.Next(4) switch
            {
                0 when parameters.Length > 0 => Leaf(Op.Parameter, random.Next(parameters.Length)),
                1 when states.Length > 0 => Leaf(Op.State, random.Next(states.Length)),
                2 => random.Next(2) == 0 ? graph.Leaf(Op.Input, -1, input.Shape) : graph.Constant(Number(random)),
                _ => graph.Add(operation.Op, [.. Enumerable.Range(0, operation.Arity).Select(_ => random.Next(graph.Count))], Value(operation.Op), Index(operation.Op)),
            };
            if (node >= 0 && random.Next(3) == 0)
            {
                graph.Name(node, $"v{i}");
            }
        }

        return new CellModel(
            "Some.Name",
            new([.. parameters, new("Last", Shape.Vector(), Initialization.Default, false)]),
            input,
            new([.. states.Select(state => state with { Next = state.Shape.IsScalar ? scalar : vector })]),
            graph.ToGraph(),
            random.Next(2) == 0 ? scalar : vector);

        double Value(Op op) => op == Op.Dropout ? random.NextDouble() : CellText.HasValue(op) ? Number(random) : 0;

        int Index(Op op) => CellText.HasIndex(op) ? random.Next(1000) : -1;

        int Leaf(Op op, int index) => graph.Leaf(op, index, op == Op.Parameter ? parameters[index].Shape : states[index].Shape);
    }

    private static int Size(Random random) => random.Next(4) switch
    {
        0 => DeclaredSize.Units,
        1 => DeclaredSize.Inputs,
        _ => random.Next(1, 1000),
    };

    private static double Number(Random random) => random.Next(8) switch
    {
        0 => -0.0,
        1 => double.NaN,
        2 => double.NegativeInfinity,
        3 => double.Epsilon,
        4 => double.MaxValue,
        5 => random.Next(-5, 5),
        6 => random.NextDouble(),

        // Any bits, but of the numbers that are none only the one that has a text.
        _ => BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsNaN(any) ? double.NaN : any,
    };
}
