using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>One matrix for the input and the state.</summary>
[RecurrentCell]
internal sealed class TiedInput : Cell
{
    private Matrix M;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(M * x + M * h + b);
}

/// <summary>One matrix in two equations, with the same vector, with another and with its own product.</summary>
[RecurrentCell]
internal sealed class TiedRecurrent : Cell
{
    private Matrix W, U;

    public Vector Step(Vector x, Vector h)
    {
        var r = Sigmoid(W * x + U * h);
        var n = Tanh(U * (r * h) - 2 * (U * h) + U * (U * h));
        return (1 - r) * h + r * n;
    }
}

/// <summary>One matrix for two states, in one sum.</summary>
[RecurrentCell]
internal sealed class TiedStates : Cell
{
    private Matrix W, U;

    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var n = Tanh(W * x + U * h + U * c);
        return (n, 0.5 * c + U * n);
    }
}

/// <summary>One bias in three places.</summary>
[RecurrentCell]
internal sealed class BiasThrice : Cell
{
    private Matrix W, U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + b) * Sigmoid(U * h + b) + b;
}

/// <summary>The state is kept and added to.</summary>
[RecurrentCell]
internal sealed class Residual : Cell
{
    private Matrix W, U;

    public Vector Step(Vector x, Vector h) => h + W * x - 0.1 * (U * h);
}

/// <summary>Products with a minus before them, and after.</summary>
[RecurrentCell]
internal sealed class NegativeProducts : Cell
{
    private Matrix W, U, V;
    private Vector b;

    public Vector Step(Vector x, Vector h)
    {
        var a = b - U * h;
        var c = -(W * x) - V * h;
        return Tanh(a - W * x) + Tanh(-c) * (1 - V * (-h));
    }
}

/// <summary>Products scaled, divided, and added to the input itself.</summary>
[RecurrentCell]
internal sealed class ScaledProducts : Cell
{
    private Matrix W, U;
    [Init(0.3)] private Scalar s;

    public Vector Step(Vector x, Vector h) => Tanh(x + s * (U * h) + W * (x * h) / 3 - U * (s * x));
}

/// <summary>Parts of it are not trained: a matrix, a vector and a scalar.</summary>
[RecurrentCell]
internal sealed class PartlyFrozen : Cell
{
    [Frozen] private Matrix W;
    private Matrix U;
    private Vector b;
    [Frozen, Init(0.5)] private Vector scale;
    [Frozen, Init(0.9)] private Scalar leak;

    public Vector Step(Vector x, Vector h) => leak * h + (1 - leak) * Tanh(W * x + U * (scale * h) + b);
}

/// <summary>An echo state network: nothing is trained.</summary>
[RecurrentCell]
internal sealed class Reservoir : Cell
{
    [Frozen] private Matrix W;
    [Frozen, Init(Initializer.Orthogonal, 0.9)] private Matrix U;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h);
}

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<TiedInput>(13), Layer<TiedInput>(13)]
internal sealed partial class TiedInputNetwork;

[RecurrentNetwork(InputSize = 13), Layer<TiedInput>(13), Layer<TiedInput>(13)]
internal sealed partial class TiedInputNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<TiedRecurrent>(13), Layer<TiedRecurrent>(5)]
internal sealed partial class TiedRecurrentNetwork;

[RecurrentNetwork(InputSize = 3), Layer<TiedRecurrent>(13), Layer<TiedRecurrent>(5)]
internal sealed partial class TiedRecurrentNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<TiedStates>(13), Layer<TiedStates>(5)]
internal sealed partial class TiedStatesNetwork;

[RecurrentNetwork(InputSize = 3), Layer<TiedStates>(13), Layer<TiedStates>(5)]
internal sealed partial class TiedStatesNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<BiasThrice>(13), Layer<BiasThrice>(5)]
internal sealed partial class BiasThriceNetwork;

[RecurrentNetwork(InputSize = 3), Layer<BiasThrice>(13), Layer<BiasThrice>(5)]
internal sealed partial class BiasThriceNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Residual>(13), Layer<Residual>(5)]
internal sealed partial class ResidualNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Residual>(13), Layer<Residual>(5)]
internal sealed partial class ResidualNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<NegativeProducts>(13), Layer<NegativeProducts>(5)]
internal sealed partial class NegativeProductsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<NegativeProducts>(13), Layer<NegativeProducts>(5)]
internal sealed partial class NegativeProductsNetworkSingle;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<ScaledProducts>(13), Layer<ScaledProducts>(13)]
internal sealed partial class ScaledProductsNetwork;

[RecurrentNetwork(InputSize = 13), Layer<ScaledProducts>(13), Layer<ScaledProducts>(13)]
internal sealed partial class ScaledProductsNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<PartlyFrozen>(13), Layer<PartlyFrozen>(5)]
internal sealed partial class PartlyFrozenNetwork;

[RecurrentNetwork(InputSize = 3), Layer<PartlyFrozen>(13), Layer<PartlyFrozen>(5)]
internal sealed partial class PartlyFrozenNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<Reservoir>(13), Layer<Reservoir>(5)]
internal sealed partial class ReservoirNetwork;

[RecurrentNetwork(InputSize = 3), Layer<Reservoir>(13), Layer<Reservoir>(5)]
internal sealed partial class ReservoirNetworkSingle;
