using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>No parameters at all, but memory.</summary>
[RecurrentCell]
internal sealed class Accumulator : Cell
{
    public Vector Step(Vector x, Vector h) => 0.9 * h + Tanh(x);
}

/// <summary>A matrix of one row and one of one column.</summary>
[RecurrentCell]
internal sealed class RowAndColumn : Cell
{
    private Matrix W, column;
    [Size(1, Size.Units)] private Matrix row;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + column * (row * h));
}

/// <summary>A vector of one element beside larger ones.</summary>
[RecurrentCell]
internal sealed class OneElement : Cell
{
    private Matrix W, U, A, B;

    public (Vector h, Vector q) Step(Vector x, Vector h, [Size(1)] Vector q)
    {
        q = Tanh(B * h + q);
        return (Tanh(W * x + U * h + A * q), q);
    }
}

/// <summary>Every size is 1, and nothing is a scalar.</summary>
[RecurrentCell]
internal sealed class AllOnes : Cell
{
    private Matrix W, U;
    private Vector b, gain, bias;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b) + Softmax(h) * LayerNorm(x, gain, bias) + Mean(x) * Sum(h);
}

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<Accumulator>(13), Layer<Accumulator>(13)]
internal sealed partial class AccumulatorNetwork;

[RecurrentNetwork(InputSize = 13), Layer<Accumulator>(13), Layer<Accumulator>(13)]
internal sealed partial class AccumulatorNetworkSingle;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<RowAndColumn>(13), Layer<RowAndColumn>(1)]
internal sealed partial class RowAndColumnNetwork;

[RecurrentNetwork(InputSize = 1), Layer<RowAndColumn>(13), Layer<RowAndColumn>(1)]
internal sealed partial class RowAndColumnNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<OneElement>(13), Layer<OneElement>(5)]
internal sealed partial class OneElementNetwork;

[RecurrentNetwork(InputSize = 3), Layer<OneElement>(13), Layer<OneElement>(5)]
internal sealed partial class OneElementNetworkSingle;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<AllOnes>(1), Layer<AllOnes>(1)]
internal sealed partial class AllOnesNetwork;

[RecurrentNetwork(InputSize = 1), Layer<AllOnes>(1), Layer<AllOnes>(1)]
internal sealed partial class AllOnesNetworkSingle;
