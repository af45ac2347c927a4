using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The gated recurrent unit with the reset gate before the recurrent product. Kyunghyun Cho, Bart van Merriënboer, Caglar Gulcehre,
/// Dzmitry Bahdanau, Fethi Bougares, Holger Schwenk and Yoshua Bengio, "Learning phrase representations using RNN
/// encoder–decoder for statistical machine translation", EMNLP (2014), in the notation of Junyoung Chung et al.,
/// arXiv:1412.3555 (2014).
/// </summary>
[RecurrentCell]
public sealed class Gru : Cell
{
    private Matrix Wr, Wu, Wc;
    private Matrix Ur, Uu, Uc;
    private Vector br, bu, bc;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h)
    {
        var r = Sigmoid(Wr * x + Ur * h + br);
        var u = Sigmoid(Wu * x + Uu * h + bu);
        var c = Tanh(Wc * x + Uc * (r * h) + bc);
        return u * c + (1 - u) * h;
    }
}
