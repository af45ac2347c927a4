using RnnSimd.Equations;

namespace RnnSimd.Tests.Diagnostics;

/// <summary>h′ = W h + V x: after t steps the gradient of the state is Wᵗ, whatever the data.</summary>
[RecurrentCell]
internal sealed class LinearMap : Cell
{
    private Matrix W, V;

    public Vector Step(Vector x, Vector h) => W * h + V * x;
}

[RecurrentNetwork(InputSize = 2, Precision = Precision.Double), Layer<LinearMap>(8)]
internal sealed partial class LinearNetwork;

[RecurrentNetwork(InputSize = 2), Layer<LinearMap>(8)]
internal sealed partial class LinearNetworkSingle;
