using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>A recurrent matrix of rank 3: a product of a product.</summary>
[RecurrentCell]
internal sealed class LowRank : Cell
{
    private Matrix W, U;
    [Size(3, Size.Units)] private Matrix V;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * (V * h) + b);
}

/// <summary>Both gates share the narrow product, and one of them sees its square.</summary>
[RecurrentCell]
internal sealed class SharedLowRank : Cell
{
    private Matrix Wz, Wn, Uz, Un;
    [Size(2, Size.Units)] private Matrix V;
    private Vector bz, bn;

    public Vector Step(Vector x, Vector h)
    {
        var narrow = V * h;
        var z = Sigmoid(Wz * x + Uz * narrow + bz);
        var n = Tanh(Wn * x + Un * Square(narrow) + bn);
        return (1 - z) * h + z * n;
    }
}

/// <summary>Three products in a row, of the input too.</summary>
[RecurrentCell]
internal sealed class DeepProducts : Cell
{
    [Size(Size.Units, 4)] private Matrix A;
    [Size(4, 7)] private Matrix B;
    private Matrix C, D;

    public Vector Step(Vector x, Vector h) => Tanh(A * (B * (C * x + D * h)));
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<LowRank>(13), Layer<LowRank>(5)]
internal sealed partial class LowRankNetwork;

[RecurrentNetwork(InputSize = 3), Layer<LowRank>(13), Layer<LowRank>(5)]
internal sealed partial class LowRankNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<SharedLowRank>(17), Layer<SharedLowRank>(1)]
internal sealed partial class SharedLowRankNetwork;

[RecurrentNetwork(InputSize = 3), Layer<SharedLowRank>(17), Layer<SharedLowRank>(1)]
internal sealed partial class SharedLowRankNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<DeepProducts>(9), Layer<DeepProducts>(2)]
internal sealed partial class DeepProductsNetwork;

[RecurrentNetwork(InputSize = 3), Layer<DeepProducts>(9), Layer<DeepProducts>(2)]
internal sealed partial class DeepProductsNetworkSingle;
