using RnnSimd.Generators.Ir;
using static RnnSimd.Generators.Ir.Expr;

namespace RnnSimd.Generators.Passes;

/// <summary>The gradients of an operation's arguments.</summary>
/// <param name="y">The operation's value.</param>
/// <param name="g">The gradient of its value.</param>
/// <param name="a">Its arguments.</param>
/// <returns>One gradient for each argument; null where the operation does not depend on it smoothly.</returns>
internal delegate Expr?[] DerivativeRule(Expr y, Expr g, Expr[] a);

/// <summary>
/// The table of derivatives. Rules ignore broadcasting: a gradient that is a vector for an argument that is a scalar is
/// summed by <see cref="Differentiation"/>. Products of matrices are there too, for they alone have gradients that are matrices.
/// </summary>
internal static class DerivativeRules
{
    public static IReadOnlyDictionary<Op, DerivativeRule> Table { get; } = new Dictionary<Op, DerivativeRule>
    {
        [Op.Negate] = (y, g, a) => [-g],
        [Op.Add] = (y, g, a) => [g, g],
        [Op.Subtract] = (y, g, a) => [g, -g],
        [Op.Multiply] = (y, g, a) => [g * a[1], g * a[0]],
        [Op.Divide] = (y, g, a) => [g / a[1], -(g * y / a[1])],
        [Op.MultiplyAdd] = (y, g, a) => [g * a[1], g * a[0], g],
        [Op.MultiplySubtract] = (y, g, a) => [g * a[1], g * a[0], -g],
        [Op.NegatedMultiplyAdd] = (y, g, a) => [-(g * a[1]), -(g * a[0]), g],

        // Where both are equal each takes half: the subgradient that PyTorch and JAX take.
        [Op.Min] = (y, g, a) => Split(g, a[1] - a[0]),
        [Op.Max] = (y, g, a) => Split(g, a[0] - a[1]),

        [Op.Sigmoid] = (y, g, a) => [g * (y * (1 - y))],
        [Op.Tanh] = (y, g, a) => [g * (1 - y * y)],
        [Op.Relu] = (y, g, a) => [g * Sign(y)],
        [Op.LeakyRelu] = (y, g, a) => [g * (y.Value + (1 - y.Value) * Max(Sign(a[0]), 0))],
        [Op.Elu] = (y, g, a) => [g * EluSlope(y, a[0])],
        [Op.Softplus] = (y, g, a) => [g * Sigmoid(a[0])],
        [Op.Silu] = (y, g, a) => [g * Sigmoid(a[0]) * (1 + a[0] - y)],
        [Op.Exp] = (y, g, a) => [g * y],
        [Op.Log] = (y, g, a) => [g / a[0]],
        [Op.Sqrt] = (y, g, a) => [g * 0.5 / y],
        [Op.Abs] = (y, g, a) => [g * Sign(a[0])],
        [Op.Square] = (y, g, a) => [g * (2 * a[0])],
        [Op.Sin] = (y, g, a) => [g * Cos(a[0])],
        [Op.Cos] = (y, g, a) => [-(g * Sin(a[0]))],

        // Inside the linear part the product is positive, at both ends and beyond it is zero.
        [Op.HardSigmoid] = (y, g, a) => [g * (Sign(y * (1 - y)) / 6)],
        [Op.HardTanh] = (y, g, a) => [g * Sign(1 - y * y)],

        // The mask is drawn, not computed.
        [Op.Masked] = (y, g, a) => [Masked(g, a[1]), null],

        [Op.Sign] = (y, g, a) => [null],
        [Op.Broadcast] = (y, g, a) => [g],
        [Op.Sum] = (y, g, a) => [g],
        [Op.Dot] = (y, g, a) => [g * a[1], g * a[0]],

        // Only softmax uses it, whose value does not change with it.
        [Op.Largest] = (y, g, a) => [null],
    };

    // Left of zero alpha·eᵃ, which is y + alpha; right of it 1.
    private static Expr EluSlope(Expr y, Expr a)
    {
        var isPositive = Max(Sign(a), 0);
        return y.Value == 1 ? 1 + Min(y, 0) : isPositive + (1 - isPositive) * (y.Value * Exp(Min(a, 0)));
    }

    private static Expr?[] Split(Expr g, Expr advantage)
    {
        var share = 0.5 + 0.5 * Sign(advantage);
        return [g * share, g - g * share];
    }
}
