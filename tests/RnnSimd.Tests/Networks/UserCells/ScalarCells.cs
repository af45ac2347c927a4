using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks.UserCells;

/// <summary>A damped oscillator, driven by its input: everything is a scalar.</summary>
[RecurrentCell]
internal sealed class Oscillator : Cell
{
    [Init(0.7)] private Scalar stiffness;
    [Init(0.1)] private Scalar damping;

    public (Scalar x, Scalar v) Step(Scalar force, Scalar x, Scalar v)
    {
        v += 0.1 * (force - stiffness * x - damping * v);
        return (x + 0.1 * v, v);
    }
}

/// <summary>Scalar parameters and a scalar computed from vectors act on every element.</summary>
[RecurrentCell]
internal sealed class ScalarParameters : Cell
{
    private Matrix W, U;
    private Vector w;
    [Init(0.4)] private Scalar leak, shift;

    public Vector Step(Vector x, Vector h)
    {
        var surprise = Tanh(Dot(w, h) - shift);
        return Sigmoid(leak) * h + surprise * Tanh(W * x + U * h + shift);
    }
}

/// <summary>A scalar state beside a vector: a running mean square that normalises the output.</summary>
[RecurrentCell]
internal sealed class RunningScale : Cell
{
    private const double Decay = 0.9;

    private Matrix W, U;

    public (Vector h, Scalar power) Step(Vector x, Vector h, Scalar power)
    {
        power = Decay * power + (1 - Decay) * Mean(Square(h));
        return (Tanh(W * x + U * h) / Sqrt(power + 1), power);
    }
}

/// <summary>A vector comes in, a scalar goes out, and another is kept.</summary>
[RecurrentCell]
internal sealed class ScalarOutput : Cell
{
    private Vector w;
    private Scalar b;

    public (Scalar y, Scalar s) Step(Vector x, Scalar s)
    {
        var z = Dot(w, x) + b;
        return (z * Sigmoid(s), 0.5 * s + Sin(z));
    }
}

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Oscillator>(1), Layer<Oscillator>(1)]
internal sealed partial class OscillatorNetwork;

[RecurrentNetwork(InputSize = 1), Layer<Oscillator>(1), Layer<Oscillator>(1)]
internal sealed partial class OscillatorNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<ScalarParameters>(13), Layer<ScalarParameters>(5)]
internal sealed partial class ScalarParametersNetwork;

[RecurrentNetwork(InputSize = 3), Layer<ScalarParameters>(13), Layer<ScalarParameters>(5)]
internal sealed partial class ScalarParametersNetworkSingle;

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<RunningScale>(13), Layer<RunningScale>(1)]
internal sealed partial class RunningScaleNetwork;

[RecurrentNetwork(InputSize = 3), Layer<RunningScale>(13), Layer<RunningScale>(1)]
internal sealed partial class RunningScaleNetworkSingle;

[RecurrentNetwork(InputSize = 13, Precision = Precision.Double), Layer<ScalarOutput>(1), Layer<ScalarOutput>(1)]
internal sealed partial class ScalarOutputNetwork;

[RecurrentNetwork(InputSize = 13), Layer<ScalarOutput>(1), Layer<ScalarOutput>(1)]
internal sealed partial class ScalarOutputNetworkSingle;
