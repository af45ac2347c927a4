using RnnSimd;
using RnnSimd.Equations;

namespace Eigenvalues;

/// <summary>h_t = W h_{t−1}, which is Wᵗ h_0: nothing but memory. The input plays no part.</summary>
[RecurrentCell]
internal sealed class LinearMap : Cell
{
    private Matrix W;

    public Vector Step(Vector x, Vector h) => W * h;
}

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<LinearMap>(Units)]
internal sealed partial class LinearNetwork
{
    public const int Units = 16;
}
