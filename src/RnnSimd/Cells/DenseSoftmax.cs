using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A layer without memory whose outputs are probabilities: positive, with sum 1.
/// </summary>
[RecurrentCell]
public sealed class DenseSoftmax : Cell
{
    private Matrix W;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    public Vector Step(Vector x) => Softmax(W * x + b);
}
