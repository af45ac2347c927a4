using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// Long short-term memory that forgets exactly as much as it takes in: one gate i, and f = 1 − i. Klaus Greff, Rupesh K. Srivastava, Jan
/// Koutník, Bas R. Steunebrink and Jürgen Schmidhuber, "LSTM: a search space odyssey", IEEE Transactions on Neural Networks and
/// Learning Systems 28 (2017), where it is called CIFG.
/// </summary>
[RecurrentCell]
public sealed class CoupledLstm : Cell
{
    private Matrix Wi, Wg, Wo;
    private Matrix Ui, Ug, Uo;
    private Vector bi, bg, bo;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    /// <param name="c">The cell state.</param>
    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var i = Sigmoid(Wi * x + Ui * h + bi);
        var g = Tanh(Wg * x + Ug * h + bg);
        var o = Sigmoid(Wo * x + Uo * h + bo);
        c = (1 - i) * c + i * g;
        return (o * Tanh(c), c);
    }
}
