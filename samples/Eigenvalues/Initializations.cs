using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Equations;

namespace Eigenvalues;

/// <summary>The cell of Elman, with a recurrent matrix of small numbers.</summary>
[RecurrentCell]
internal sealed class SmallElman : Cell
{
    private Matrix W;
    [Init(Initializer.Normal, 0.1)] private Matrix U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
}

/// <summary>The same, with numbers that keep the variance of what passes through once: Glorot and Bengio (2010).</summary>
[RecurrentCell]
internal sealed class GlorotElman : Cell
{
    private Matrix W;
    [Init(Initializer.GlorotNormal)] private Matrix U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
}

/// <summary>The same, with large numbers.</summary>
[RecurrentCell]
internal sealed class LargeElman : Cell
{
    private Matrix W;
    [Init(Initializer.Normal, 0.5)] private Matrix U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
}

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<SmallElman>(32)]
internal sealed partial class SmallNetwork;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<GlorotElman>(32)]
internal sealed partial class GlorotNetwork;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<LargeElman>(32)]
internal sealed partial class LargeNetwork;

/// <summary>Elman's cell as it ships: its recurrent matrix starts orthogonal, all eigenvalues are of magnitude 1.</summary>
[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Elman>(32)]
internal sealed partial class OrthogonalNetwork;

/// <summary>With ReLU in place of tanh, and the identity to start from: Le, Jaitly and Hinton (2015).</summary>
[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<ReluElman>(32)]
internal sealed partial class IdentityNetwork;
