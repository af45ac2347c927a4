using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The simple recurrent network, with one hidden layer that sees its own last output. Jeffrey L. Elman, "Finding structure in
/// time", Cognitive Science 14 (1990).
/// </summary>
[RecurrentCell]
public sealed class Elman : Cell
{
    private Matrix W, U;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
}
