using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The simple recurrent network of rectified linear units whose recurrent matrix starts as the identity, so that at first it
/// remembers everything (IRNN). Quoc V. Le, Navdeep Jaitly and Geoffrey E. Hinton, "A simple way to initialize recurrent
/// networks of rectified linear units", arXiv:1504.00941 (2015).
/// </summary>
[RecurrentCell]
public sealed class ReluElman : Cell
{
    private Matrix W;
    [Init(Initializer.Identity)] private Matrix U;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h) => Relu(W * x + U * h + b);
}
