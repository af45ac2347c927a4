using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A layer without memory: a matrix and a bias. It usually comes last and turns features into predictions.
/// </summary>
[RecurrentCell]
public sealed class Dense : Cell
{
    private Matrix W;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    public Vector Step(Vector x) => W * x + b;
}
