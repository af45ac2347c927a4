using RnnSimd;
using RnnSimd.Equations;

namespace LogisticMap;

/// <summary>x ← r x (1 − x). The input plays no part.</summary>
[RecurrentCell]
internal sealed class Logistic : Cell
{
    private Scalar r;

    public Vector Step(Vector none, Vector x) => r * x * (1 - x);
}

/// <summary>The map as a network of one state; backpropagation through time gives ∂x_t/∂x_0 and ∂x_t/∂r.</summary>
[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Logistic>(1)]
internal sealed partial class LogisticNetwork
{
    public LogisticNetwork(double r)
        : this() => Parameters[ParameterInfos[0].Offset] = r;
}

/// <summary>
/// A map of the same kind that has to be learnt: x ← V tanh(W x + b) + c, with 16 units. The input is where it starts, then 0; the state is 0 before.
/// </summary>
[RecurrentCell]
internal sealed class LearntMap : Cell
{
    private const int Units = 16;

    [Size(Units, Size.Units)] private Matrix W;
    [Size(Units), Init(Initializer.Uniform)] private Vector b;
    private Matrix V;
    private Vector c;

    public Vector Step(Vector start, Vector x) => V * Tanh(W * (start + x) + b) + c;
}

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<LearntMap>(1)]
internal sealed partial class LearntNetwork;
