using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>Sums, means and inner products, of states, inputs and products.</summary>
[RecurrentCell]
internal sealed class Reductions : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var a = W * x;
        var n = Tanh(a + U * h + b);
        return n * Mean(h) + h * Dot(a, n) / (4 + Square(Sum(x))) - Mean(x);
    }
}

/// <summary>Attention over the elements of the cell's own state.</summary>
[RecurrentCell]
internal sealed class SelfAttention : Cell
{
    private Matrix K, Q, W;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var attention = Softmax(K * x + Q * h + b);
        return Tanh(attention * h + (1 - attention) * (W * x));
    }
}

/// <summary>Two layer norms with one gain, one of them of a product of a normalised vector.</summary>
[RecurrentCell]
internal sealed class NormalizedTwice : Cell
{
    private Matrix W, U;
    [Init(1)] private Vector gain;
    private Vector bias, b;

    public Vector Step(Vector x, Vector h)
    {
        var normalized = LayerNorm(h + b, gain, bias);
        return Tanh(W * x + LayerNorm(U * normalized, gain, bias));
    }
}

/// <summary>A state kept on the unit sphere, by hand.</summary>
[RecurrentCell]
internal sealed class UnitSphere : Cell
{
    private Matrix W, U;

    public Vector Step(Vector x, Vector h)
    {
        var n = Tanh(W * x + U * h) + h;
        return n / Sqrt(Sum(Square(n)) + 0.1);
    }
}

/// <summary>A reduction of a reduction's results, and a softmax of a softmax.</summary>
[RecurrentCell]
internal sealed class NestedReductions : Cell
{
    private Matrix W, U;

    public Vector Step(Vector x, Vector h)
    {
        var p = Softmax(W * x + U * h);
        var q = Softmax(p * 3 - Mean(p * h));
        return q - Mean(q) * Sum(p * q) + 0.5 * h;
    }
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Reductions>(13), Layer<Reductions>(5)]
internal sealed partial class ReductionsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Reductions>(13), Layer<Reductions>(5)]
internal sealed partial class ReductionsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<SelfAttention>(13), Layer<SelfAttention>(5)]
internal sealed partial class SelfAttentionNetwork;

[RecurrentNetwork(InputSize = 3), Layer<SelfAttention>(13), Layer<SelfAttention>(5)]
internal sealed partial class SelfAttentionNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<NormalizedTwice>(13), Layer<NormalizedTwice>(5)]
internal sealed partial class NormalizedTwiceNetwork;

[RecurrentNetwork(InputSize = 3), Layer<NormalizedTwice>(13), Layer<NormalizedTwice>(5)]
internal sealed partial class NormalizedTwiceNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<UnitSphere>(13), Layer<UnitSphere>(1)]
internal sealed partial class UnitSphereNetwork;

[RecurrentNetwork(InputSize = 3), Layer<UnitSphere>(13), Layer<UnitSphere>(1)]
internal sealed partial class UnitSphereNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<NestedReductions>(19), Layer<NestedReductions>(2)]
internal sealed partial class NestedReductionsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<NestedReductions>(19), Layer<NestedReductions>(2)]
internal sealed partial class NestedReductionsNetworkSingle;
