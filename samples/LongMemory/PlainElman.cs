using RnnSimd.Equations;

namespace LongMemory;

/// <summary>
/// The cell of Elman (1990), starting as networks without memory do: with the numbers of Glorot and Bengio (2010). The cell that ships has the same
/// equation, but starts with an orthogonal matrix.
/// </summary>
[RecurrentCell]
internal sealed class PlainElman : Cell
{
    private Matrix W;
    [Init(Initializer.GlorotUniform)] private Matrix U;
    private Vector b;

    public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);
}
