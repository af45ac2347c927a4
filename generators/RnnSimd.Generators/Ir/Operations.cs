namespace RnnSimd.Generators.Ir;

/// <summary>What sort of work an operation is.</summary>
internal enum OpKind
{
    /// <summary>A value that the step is given.</summary>
    Leaf,

    /// <summary>A matrix applied to a vector.</summary>
    Product,

    /// <summary>Each element of the result depends on the same element of the arguments; scalars count for every element.</summary>
    Elementwise,

    /// <summary>A vector to a scalar.</summary>
    Reduction,

    /// <summary>A function of whole vectors that is expressed in other operations before anything else looks at it.</summary>
    Composite,
}

/// <summary>What is known of an operation.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Kind">What sort of work it is.</param>
/// <param name="Arity">How many arguments it takes.</param>
/// <param name="Function">
/// The element's value, for the interpreter: the arguments' elements and the node's <see cref="Node.Value"/>; null where
/// it is not elementwise.
/// </param>
/// <param name="IsLanguage">Whether <c>Cell</c> has a function of this name, so that users can write it.</param>
/// <param name="IsCheap">Whether computing it again costs no more than reading it from memory.</param>
/// <param name="Limits">Of a function that saturates, the values between which it stays.</param>
internal sealed record Operation(
    Op Op, OpKind Kind, int Arity, Func<double[], double, double>? Function = null, bool IsLanguage = false, bool IsCheap = false,
    (int Lower, int Upper)? Limits = null)
{
    /// <summary>The name in text forms and, for a function of the language, in the user's code.</summary>
    public string Name => Op.ToString();
}

/// <summary>The table of operations. To add one: a row here, its rule in <c>DerivativeRules</c>, its code in <c>ElementCode</c>.</summary>
internal static class Operations
{
    private static readonly Dictionary<Op, Operation> Table = Rows().ToDictionary(row => row.Op);

    public static IEnumerable<Operation> All => Table.Values;

    public static Operation Of(Op op) => Table[op];

    public static bool IsElementwise(this Op op) => Of(op).Kind == OpKind.Elementwise;

    /// <summary>Whether elements can be dropped at this rate: at 1 there would be none left to scale up.</summary>
    public static bool IsRate(double rate) => rate is >= 0 and < 1;

    private static IEnumerable<Operation> Rows()
    {
        foreach (var leaf in new[] { Op.Input, Op.Token, Op.State, Op.Parameter, Op.Constant, Op.Mask, Op.OutputGradient, Op.StateGradient })
        {
            yield return new(leaf, OpKind.Leaf, 0);
        }

        yield return new(Op.Product, OpKind.Product, 2);
        yield return new(Op.AddProduct, OpKind.Product, 3);
        yield return new(Op.TransposedProduct, OpKind.Product, 2);
        yield return new(Op.AddTransposedProduct, OpKind.Product, 3);

        yield return new(Op.Negate, OpKind.Elementwise, 1, (a, _) => -a[0], IsCheap: true);
        yield return new(Op.Add, OpKind.Elementwise, 2, (a, _) => a[0] + a[1], IsCheap: true);
        yield return new(Op.Subtract, OpKind.Elementwise, 2, (a, _) => a[0] - a[1], IsCheap: true);
        yield return new(Op.Multiply, OpKind.Elementwise, 2, (a, _) => a[0] * a[1], IsCheap: true);
        yield return new(Op.Divide, OpKind.Elementwise, 2, (a, _) => a[0] / a[1]);
        yield return new(Op.MultiplyAdd, OpKind.Elementwise, 3, (a, _) => a[0] * a[1] + a[2], IsCheap: true);
        yield return new(Op.MultiplySubtract, OpKind.Elementwise, 3, (a, _) => a[0] * a[1] - a[2], IsCheap: true);
        yield return new(Op.NegatedMultiplyAdd, OpKind.Elementwise, 3, (a, _) => a[2] - a[0] * a[1], IsCheap: true);
        yield return new(Op.Broadcast, OpKind.Elementwise, 1, (a, _) => a[0], IsCheap: true);

        // Not a product like others: it is never fused, so that to leave it out changes no rounding.
        yield return new(Op.Masked, OpKind.Elementwise, 2, (a, _) => a[0] * a[1], IsCheap: true);
        yield return new(Op.Sign, OpKind.Elementwise, 1, (a, _) => double.IsNaN(a[0]) ? a[0] : Math.Sign(a[0]), IsCheap: true);

        yield return Function(Op.Min, 2, (a, _) => Math.Min(a[0], a[1]), isCheap: true);
        yield return Function(Op.Max, 2, (a, _) => Math.Max(a[0], a[1]), isCheap: true);
        yield return Function(Op.Relu, 1, (a, _) => Math.Max(a[0], 0), isCheap: true);
        yield return Function(Op.LeakyRelu, 1, (a, slope) => a[0] > 0 ? a[0] : slope * a[0], isCheap: true);
        yield return Function(Op.Abs, 1, (a, _) => Math.Abs(a[0]), isCheap: true);
        yield return Function(Op.Square, 1, (a, _) => a[0] * a[0], isCheap: true);
        yield return Function(Op.HardSigmoid, 1, (a, _) => Math.Min(Math.Max(a[0] / 6 + 0.5, 0), 1), limits: (0, 1));
        yield return Function(Op.HardTanh, 1, (a, _) => Math.Min(Math.Max(a[0], -1), 1), limits: (-1, 1));
        yield return Function(Op.Sigmoid, 1, (a, _) => 1 / (1 + Math.Exp(-a[0])), limits: (0, 1));
        yield return Function(Op.Tanh, 1, (a, _) => Math.Tanh(a[0]), limits: (-1, 1));
        yield return Function(Op.Elu, 1, (a, alpha) => a[0] > 0 ? a[0] : alpha * ExpMinusOne(a[0]));
        yield return Function(Op.Softplus, 1, (a, _) => Math.Max(a[0], 0) + LogOnePlus(Math.Exp(-Math.Abs(a[0]))));
        yield return Function(Op.Silu, 1, (a, _) => a[0] / (1 + Math.Exp(-a[0])));
        yield return Function(Op.Exp, 1, (a, _) => Math.Exp(a[0]));
        yield return Function(Op.Log, 1, (a, _) => Math.Log(a[0]));
        yield return Function(Op.Sqrt, 1, (a, _) => Math.Sqrt(a[0]));
        yield return Function(Op.Sin, 1, (a, _) => Math.Sin(a[0]));
        yield return Function(Op.Cos, 1, (a, _) => Math.Cos(a[0]));

        yield return new(Op.Sum, OpKind.Reduction, 1, IsLanguage: true);
        yield return new(Op.Mean, OpKind.Reduction, 1, IsLanguage: true);
        yield return new(Op.Dot, OpKind.Reduction, 2, IsLanguage: true);
        yield return new(Op.Largest, OpKind.Reduction, 1);

        yield return new(Op.Softmax, OpKind.Composite, 1, IsLanguage: true);
        yield return new(Op.LayerNorm, OpKind.Composite, 3, IsLanguage: true);
        yield return new(Op.Dropout, OpKind.Composite, 1, IsLanguage: true);
    }

    private static Operation Function(
        Op op, int arity, Func<double[], double, double> function, bool isCheap = false, (int Lower, int Upper)? limits = null) =>
        new(op, OpKind.Elementwise, arity, function, IsLanguage: true, isCheap, limits);

    // Goldberg (1991), theorem 4: exact to rounding although 1 + x rounds; netstandard2.0 has neither function.
    private static double LogOnePlus(double x)
    {
        var y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }

    // Kahan's companion of the above.
    private static double ExpMinusOne(double x)
    {
        var y = Math.Exp(x);
        return y == 1 ? x : y == 0 ? -1 : (y - 1) * x / Math.Log(y);
    }
}
