using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>Every function that has a derivative everywhere, kept small enough that nothing runs away.</summary>
[RecurrentCell]
internal sealed class SmoothFunctions : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var z = W * x + U * h + b;
        var a = Sigmoid(z) * Softplus(h) + Silu(z - h);
        var c = Exp(-Square(z)) - Log(1 + Square(h + z)) + Sqrt(1 + z * z);
        return Tanh(a * Sin(2 * z) + Cos(c) / (2 + Square(a + c)));
    }
}

/// <summary>Every function that has a kink.</summary>
[RecurrentCell]
internal sealed class KinkedFunctions : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var z = W * x + U * h + b;
        var a = Relu(z + h) + LeakyRelu(z, 0.2) - Elu(z - 0.3, 0.7) + Elu(h);
        var c = HardSigmoid(3 * z) * HardTanh(2 * a) + Abs(h - z) + LeakyRelu(a);
        return Tanh(Min(a, c) - Max(z, h) + Min(c, 0.4) + Max(0.1, z));
    }
}

/// <summary>Every function of scalars.</summary>
[RecurrentCell]
internal sealed class ScalarFunctions : Cell
{
    private Scalar b;
    [Init(0.6)] private Scalar w, u;

    public Scalar Step(Scalar x, Scalar h)
    {
        var z = w * x + u * h + b;
        var a = Sigmoid(z) + Softplus(z) - Silu(h) + Sin(h) * Cos(z) + Exp(-z * z) / Sqrt(1 + Square(h)) - Log(2 + Abs(z));
        var c = Relu(z) + LeakyRelu(h, 0.3) + Elu(a, 1.3) + HardSigmoid(z) - HardTanh(a);
        return Tanh(Min(a, c) + Max(c, h) - Min(0.3, a) + Max(z, -0.2));
    }
}

/// <summary>Scalars against vectors: both sides of each operator, and the smaller and larger of them.</summary>
[RecurrentCell]
internal sealed class MixedOperands : Cell
{
    private Matrix W, U;
    [Init(0.4)] private Scalar s, t;

    public Vector Step(Vector x, Vector h)
    {
        var z = Tanh(W * x + U * h);
        var low = Min(s, z + h) - Max(h, t) + Min(z, s * t);
        return (s - z) / (2 + t) + z / (s + 3) - t / (2 + z) + (h - s) * t + 0.1 * low - (-z + t) * -s;
    }
}

/// <summary>Helper methods that return tuples, local functions of them, constants, and reassigned variables.</summary>
[RecurrentCell]
internal sealed class WithHelpers : Cell
{
    private const double Leak = 0.3;
    private const double Rest = 1 - Leak;

    private Matrix Wa, Ua, Wb, Ub;
    private Vector ba, bb;

    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var (gate, candidate) = Gates(Wa * x + Ua * h + ba, Wb * x + Ub * (h - c) + bb);
        (h, c) = (Mix(gate, candidate, h), Mix(candidate, c, c));
        c = c * Rest;
        c -= Leak * h;
        return (h, c);
    }

    private static (Vector gate, Vector candidate) Gates(Vector a, Vector b) => (Sigmoid(a), Squash(b));

    private static Vector Mix(Vector weight, Vector a, Vector b)
    {
        var rest = 1 - weight;
        return weight * a + rest * b;
    }

    private static Vector Squash(Vector a) => Tanh(a) * (1 + Leak);
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<SmoothFunctions>(13), Layer<SmoothFunctions>(5)]
internal sealed partial class SmoothFunctionsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<SmoothFunctions>(13), Layer<SmoothFunctions>(5)]
internal sealed partial class SmoothFunctionsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<KinkedFunctions>(13), Layer<KinkedFunctions>(5)]
internal sealed partial class KinkedFunctionsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<KinkedFunctions>(13), Layer<KinkedFunctions>(5)]
internal sealed partial class KinkedFunctionsNetworkSingle;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<ScalarFunctions>(1), Layer<ScalarFunctions>(1)]
internal sealed partial class ScalarFunctionsNetwork;

[RecurrentNetwork(InputSize = 1), Layer<ScalarFunctions>(1), Layer<ScalarFunctions>(1)]
internal sealed partial class ScalarFunctionsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<MixedOperands>(13), Layer<MixedOperands>(5)]
internal sealed partial class MixedOperandsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<MixedOperands>(13), Layer<MixedOperands>(5)]
internal sealed partial class MixedOperandsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<WithHelpers>(13), Layer<WithHelpers>(5)]
internal sealed partial class WithHelpersNetwork;

[RecurrentNetwork(InputSize = 3), Layer<WithHelpers>(13), Layer<WithHelpers>(5)]
internal sealed partial class WithHelpersNetworkSingle;
