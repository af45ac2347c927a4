using FsCheck;
using FsCheck.Fluent;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>
/// Grows terms of any size over the whole language. Functions stay away from the edges of their domains, and what grows fast is
/// applied to what is bounded, so that differences are accurate.
/// </summary>
/// <param name="fields">The fields that terms may use.</param>
/// <param name="values">The values that terms may use: the input, states and variables.</param>
internal sealed class TermGenerator(IReadOnlyList<Field> fields, IReadOnlyList<Term> values)
{
    private static readonly string[] Functions =
    [
        "Sigmoid({0})", "Tanh({0})", "Relu({0})", "LeakyRelu({0})", "LeakyRelu({0}, 0.2)", "Elu({0})", "Elu({0}, 0.7)", "Softplus({0})",
        "Silu({0})", "Exp(Tanh({0}))", "Exp(-Square({0}))", "Log(1 + Square({0}))", "Log(2 + Cos({0}))", "Sqrt(1 + Square({0}))", "Abs({0})",
        "Square({0})", "Sin({0})", "Cos({0})", "HardSigmoid({0})", "HardTanh({0})", "-({0})", "(1 - {0})", "({0} / 3)", "(0.5 * {0})",
        "(1 / (2 + Sin({0})))", "Min({0}, 0.5)", "Max(-0.25, {0})", "({0} - 0)", "(1 * {0})", "-(-({0}))",
    ];

    private static readonly string[] Operators =
    [
        "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / (2 + Sin({1})))", "({0} / (1 + Square({1})))", "Min({0}, {1})", "Max({0}, {1})",
        "({0} * {1} + {0})", "({0} - {1} * {0})",
    ];

    private static readonly string[] Numbers = ["0.5", "-1.5", "2", "0.25", "1", "0"];

    /// <summary>A term of a size, with operands within operands to some depth.</summary>
    public Gen<Term> Of(int size, int depth) =>
        depth == 0 ? Leaf(size) : Gen.Frequency(Choices(size).Select(choice => (choice.Weight, Gen.Constant(choice.Grow)))).SelectMany(grow => grow(depth - 1));

    // Only the choice that is drawn is grown: all of them would be a tree as wide as the language.
    private IEnumerable<(int Weight, Func<int, Gen<Term>> Grow)> Choices(int size)
    {
        yield return (1, _ => Leaf(size));
        yield return (5, depth => Call(Functions, size, depth, size));
        yield return (5, depth => Call(Operators, size, depth, size, size));
        if (size == Term.Scalar)
        {
            yield return (4, depth => AnySize().SelectMany(own => Call(["Sum({0})", "Mean({0})", "Norm({0})"], size, depth, own)));
            yield return (2, depth => AnySize().SelectMany(own => Call(["Dot({0}, {1})"], size, depth, own, own)));
            yield break;
        }

        yield return (2, depth => Call(Operators, size, depth, size, Term.Scalar));
        yield return (2, depth => Call(Operators, size, depth, Term.Scalar, size));
        yield return (1, depth => Call(["Softmax({0})", "Wave({0}).P", "Wave({0}).Q", "Wave({0}).Item2"], size, depth, size));
        yield return (1, depth => Call(["Dropout({0}, 0.3)"], size, depth, size));
        yield return (1, depth => Call(["LayerNorm({0}, {1}, {2})", "Mix({0}, {1}, {2})"], size, depth, size, size, size));
        if (fields.Any(field => field.Rank == 2 && field.Rows == size))
        {
            yield return (6, depth => Product(size, depth));
            yield return (3, depth => SumOfProducts(size, depth));
        }
    }

    private Gen<Term> SumOfProducts(int size, int depth) =>
        from first in Product(size, depth)
        from second in Product(size, depth)
        from bias in Leaf(size)
        from format in Gen.Elements("({0} + {1} + {2})", "({2} + {0} + {1})", "({0} + {1} - {2})", "({2} - {0} + {1})")
        select new Term(format, size, first, second, bias);

    private Gen<Term> Leaf(int size)
    {
        var leaves = values.Where(value => value.Size == size).ToList();
        leaves.AddRange(fields.Where(field => field.Rank < 2 && (field.Rank == 0 ? Term.Scalar : field.Rows) == size).Select(field => new Term(field.Name, size)));
        if (size == Term.Scalar)
        {
            leaves.AddRange(Numbers.Select(number => new Term(number, size)));
        }

        return Gen.Elements<Term>(leaves);
    }

    private static Gen<string> Format(string[] formats) => Gen.Elements<string>(formats);

    private Gen<Term> Call(string[] formats, int size, int depth, params int[] sizes) =>
        from format in Format(formats)
        from args in Gen.CollectToArray(sizes, own => Of(own, depth))
        select new Term(format, size, args);

    private Gen<Term> Product(int size, int depth) =>
        from matrix in Gen.Elements<Field>(fields.Where(field => field.Rank == 2 && field.Rows == size))
        from vector in Of(matrix.Columns, depth)
        select new Term("({0} * {1})", size, new Term(matrix.Name, Term.Matrix), vector);

    private Gen<int> AnySize() => Gen.Elements<int>(fields.Where(field => field.Rank == 1).Select(field => field.Rows));
}
