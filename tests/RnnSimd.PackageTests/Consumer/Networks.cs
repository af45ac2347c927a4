using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Equations;

namespace Consumer;

/// <summary>A cell of the consumer's own: an exponential average whose rate the input decides.</summary>
[RecurrentCell]
public sealed class GatedAverage : Cell
{
    private Matrix Wr, Ur, Wv;
    private Vector br, bv;

    public Vector Step(Vector x, Vector h)
    {
        var rate = Sigmoid(Wr * x + Ur * h + br);
        var value = Tanh(Wv * x + bv);
        return (1 - rate) * h + rate * value;
    }
}

[RecurrentNetwork(InputSize = 1)]
[Layer<GatedAverage>(13)]
[Layer<Lstm>(8)]
[Layer<Dense>(1)]
public sealed partial class Forecaster;
