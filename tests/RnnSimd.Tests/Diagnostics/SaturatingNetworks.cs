using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Diagnostics;

/// <summary>Both of its gates are outputs or what makes them: y is the tangent, and the state is what the gate lets through of 1.</summary>
[RecurrentCell]
internal sealed class HardGate : Cell
{
    private Matrix W, U, V;

    public (Vector y, Vector open) Step(Vector x, [Size(Size.Units)] Vector open)
    {
        open = HardSigmoid(6 * (W * x + U * open));
        return (HardTanh(3 * (V * x)), open);
    }
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double), Layer<HardGate>(7)]
internal sealed partial class HardGateNetwork;

/// <summary>What the upper layer's function gives is the output.</summary>
[RecurrentNetwork(InputSize = 3), Layer<Lstm>(16), Layer<DenseTanh>(6)]
internal sealed partial class GatesOfTwoLayers;
