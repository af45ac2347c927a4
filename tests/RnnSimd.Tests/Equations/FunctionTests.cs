using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

/// <summary>The functions of the language against values known from elsewhere. It is a cell so that it can call them.</summary>
public sealed class FunctionTests : Cell
{
    private static readonly double[] Samples = [-30, -3, -1.5, -0.25, -1e-9, 0, 1e-9, 0.25, 1.5, 3, 30];

    private static readonly double Ln2 = Math.Log(2);
    private static readonly double Ln3 = Math.Log(3);

    // Each function of the language, and the same by another formula than the library's.
    private static readonly (string Name, Func<Vector, Vector> OfVector, Func<Scalar, Scalar> OfScalar, Func<double, double> Expected)[] Table =
    [
        ("Sigmoid", Sigmoid, Sigmoid, x => Math.Exp(x / 2) / (2 * Math.Cosh(x / 2))),
        ("Tanh", Tanh, Tanh, x => Math.Sinh(x) / Math.Cosh(x)),
        ("Relu", Relu, Relu, x => (x + Math.Abs(x)) / 2),
        ("LeakyRelu", x => LeakyRelu(x), x => LeakyRelu(x), x => x < 0 ? x / 100 : x),
        ("LeakyRelu(0.3)", x => LeakyRelu(x, 0.3), x => LeakyRelu(x, 0.3), x => x < 0 ? 0.3 * x : x),
        ("Elu", x => Elu(x), x => Elu(x), x => x < 0 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : x),
        ("Elu(0.7)", x => Elu(x, 0.7), x => Elu(x, 0.7), x => x < 0 ? 1.4 * Math.Exp(x / 2) * Math.Sinh(x / 2) : x),
        ("Softplus", Softplus, Softplus, x => Math.Max(x, 0) + 2 * Math.Atanh(1 / (1 + 2 * Math.Exp(Math.Abs(x))))),
        ("Silu", Silu, Silu, x => x * Math.Exp(x / 2) / (2 * Math.Cosh(x / 2))),
        ("HardSigmoid", HardSigmoid, HardSigmoid, x => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6),
        ("HardTanh", HardTanh, HardTanh, x => x <= -1 ? -1 : x >= 1 ? 1 : x),
        ("Exp", Exp, Exp, x => Math.Pow(Math.E, x)),
        ("Sin", Sin, Sin, x => 2 * Math.Sin(x / 2) * Math.Cos(x / 2)),
        ("Cos", Cos, Cos, x => 1 - 2 * Math.Pow(Math.Sin(x / 2), 2)),
        ("Abs", Abs, Abs, x => x < 0 ? -x : x),
        ("Square", Square, Square, x => Math.Pow(x, 2)),
        ("Log", x => Log(Abs(x) + 2), x => Log(Abs(x) + 2), x => Math.Log2(Math.Abs(x) + 2) * Ln2),
        ("Sqrt", x => Sqrt(Square(x)), x => Sqrt(Square(x)), x => x < 0 ? -x : x),
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Elementwise_functions_have_the_textbook_values_and_pass_NaN_on(string name)
    {
        var (_, ofVector, ofScalar, expected) = Array.Find(Table, row => row.Name == name);
        var values = ofVector(new Vector(Samples));
        for (var i = 0; i < Samples.Length; i++)
        {
            var value = expected(Samples[i]);
            Near.Equal(value, values[i], 1e-14, $"{name}({Samples[i]})");
            Assert.Equal(values[i], ofScalar(Samples[i]).Value);
        }

        Assert.True(double.IsNaN(ofVector(new Vector(double.NaN))[0]), name);
        Assert.True(double.IsNaN(ofScalar(double.NaN).Value), name);
    }

    [Fact]
    public void Functions_have_their_exact_values_at_logarithms()
    {
        Assert.Equal(0.75, Sigmoid(Ln3).Value, 1e-15);
        Assert.Equal(0.6, Tanh(Ln2).Value, 1e-15);
        Assert.Equal(-0.5, Elu(-Ln2).Value, 1e-15);
        Assert.Equal(Ln3, Softplus(Ln2).Value, 1e-15);
        Assert.Equal(0.75 * Ln3, Silu(Ln3).Value, 1e-15);
    }

    [Fact]
    public void Extreme_arguments_neither_overflow_nor_cancel()
    {
        Assert.Equal(0, Sigmoid(-1000).Value);
        Assert.Equal(1, Sigmoid(1000).Value);
        Assert.Equal(1000, Softplus(1000).Value);
        Near.Equal(Math.Exp(-50), Softplus(-50).Value, 1e-15, "log(1 + e⁻⁵⁰) is e⁻⁵⁰ to double precision");
        Near.Equal(-1e-12 + 5e-25, Elu(-1e-12).Value, 1e-15, "eˣ − 1 is x + x²/2 near 0");
        Assert.Equal(-1, Elu(-1000).Value);
        Assert.Equal(-1, Elu(double.NegativeInfinity).Value);
        Assert.Equal(double.NegativeInfinity, Log(0).Value);
        Assert.True(double.IsNaN(Log(-1).Value));
        Assert.True(double.IsNaN(Sqrt(-1).Value));
    }

    [Fact]
    public void Min_and_max_take_vectors_and_scalars_on_either_side()
    {
        var (a, b) = (new Vector(1, -2, 3), new Vector(0, 5, 3));

        Expect([0, -2, 3], Min(a, b));
        Expect([1, 5, 3], Max(a, b));
        Expect([1, -2, 2], Min(a, 2));
        Expect([1, -2, 2], Min(2, a));
        Expect([2, 2, 3], Max(a, 2));
        Expect([2, 2, 3], Max(2, a));
        Assert.Equal(-1, Min(-1, 4).Value);
        Assert.Equal(4, Max(-1, 4).Value);
        Assert.True(double.IsNaN(Min(double.NaN, a)[0]));
        Assert.True(double.IsNaN(Max(a, double.NaN)[0]));
    }

    [Fact]
    public void Reductions_give_scalars()
    {
        var (a, b) = (new Vector(1, -2, 4, 9), new Vector(3, 0.5, -1, 2));

        Assert.Equal(12, Sum(a).Value);
        Assert.Equal(3, Mean(a).Value);
        Assert.Equal(3 - 1 - 4 + 18, Dot(a, b).Value);
    }

    [Fact]
    public void Softmax_gives_shares_however_large_the_elements()
    {
        Expect([1 / 8d, 2 / 8d, 5 / 8d], Softmax(new Vector(0, Ln2, Math.Log(5))));
        Expect([0.25, 0.25, 0.25, 0.25], Softmax(new Vector(1e9, 1e9, 1e9, 1e9)));
        Expect([0.5, 0, 0.5], Softmax(new Vector(-1000, -2000, -1000)));
        Expect([1], Softmax(new Vector(-3)));
    }

    [Fact]
    public void Layer_norm_shifts_and_scales_by_the_biased_variance()
    {
        // The mean is 5, the mean of the squares around it (16 + 4 + 4 + 16) / 4 = 10.
        var norm = LayerNorm(new Vector(1, 3, 7, 9), new Vector(1, 2, 1, -1), new Vector(0, 0, 10, 100));
        var deviation = Math.Sqrt(10 + 0.00001);

        Expect([-4 / deviation, -4 / deviation, 10 + 2 / deviation, 100 - 4 / deviation], norm);
    }

    [Fact]
    public void Layer_norm_of_equal_elements_is_the_bias() =>
        Expect([3, 4], LayerNorm(new Vector(7, 7), new Vector(100, 200), new Vector(3, 4)));

    [Fact]
    public void Vectors_of_different_sizes_are_refused_with_both_sizes()
    {
        var (three, two) = (new Vector(1, 2, 3), new Vector(1, 2));

        RefusesSizes("Min", () => Min(three, two));
        RefusesSizes("Max", () => Max(three, two));
        RefusesSizes("Dot", () => Dot(three, two));
        RefusesSizes("LayerNorm", () => LayerNorm(three, two, three));
        RefusesSizes("LayerNorm", () => LayerNorm(three, three, two));
    }

    private static void RefusesSizes(string operation, Func<object> equation)
    {
        var message = Assert.Throws<ArgumentException>(() => { equation(); }).Message;
        Assert.StartsWith(operation, message, StringComparison.Ordinal);
        Assert.Contains("3", message, StringComparison.Ordinal);
        Assert.Contains("2", message, StringComparison.Ordinal);
    }

    private static void Expect(double[] expected, Vector actual) => Near.Equal(expected, actual.Span, 1e-15);
}
