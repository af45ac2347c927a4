using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The gated recurrent unit with layer normalisation of each gate's sum. Jimmy Lei Ba, Jamie Ryan Kiros and Geoffrey E. Hinton,
/// "Layer normalization", arXiv:1607.06450 (2016).
/// </summary>
/// <remarks>
/// The sums of input and recurrent terms are normalised, as in <see cref="LayerNormLstm"/>. The gains a… start at 1.
/// </remarks>
[RecurrentCell]
public sealed class LayerNormGru : Cell
{
    private Matrix Wr, Wu, Wc;
    private Matrix Ur, Uu, Uc;
    [Init(1)] private Vector ar, au, ac;
    private Vector br, bu, bc;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h)
    {
        var r = Sigmoid(LayerNorm(Wr * x + Ur * h, ar, br));
        var u = Sigmoid(LayerNorm(Wu * x + Uu * h, au, bu));
        var c = Tanh(LayerNorm(Wc * x + Uc * (r * h), ac, bc));
        return u * c + (1 - u) * h;
    }
}
