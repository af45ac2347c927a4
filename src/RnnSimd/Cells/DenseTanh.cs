using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A layer without memory, with outputs between -1 and 1.
/// </summary>
[RecurrentCell]
public sealed class DenseTanh : Cell
{
    private Matrix W;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    public Vector Step(Vector x) => Tanh(W * x + b);
}
