using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// Long short-term memory with layer normalisation: each gate's sum and the cell state on its way out are normalised. Jimmy Lei
/// Ba, Jamie Ryan Kiros and Geoffrey E. Hinton, "Layer normalization", arXiv:1607.06450 (2016).
/// </summary>
/// <remarks>
/// The sums of input and recurrent terms are normalised, as in the paper's section 3.1, one gate at a time; its supplement
/// normalises the two terms by themselves, which would lose the size of an input of one element. The gains a… start at 1.
/// </remarks>
[RecurrentCell]
public sealed class LayerNormLstm : Cell
{
    private Matrix Wi, Wf, Wg, Wo;
    private Matrix Ui, Uf, Ug, Uo;
    [Init(1)] private Vector ai, af, ag, ao, ac;
    private Vector bi;
    [Init(1)] private Vector bf;
    private Vector bg, bo, bc;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    /// <param name="c">The cell state.</param>
    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var i = Sigmoid(LayerNorm(Wi * x + Ui * h, ai, bi));
        var f = Sigmoid(LayerNorm(Wf * x + Uf * h, af, bf));
        var g = Tanh(LayerNorm(Wg * x + Ug * h, ag, bg));
        var o = Sigmoid(LayerNorm(Wo * x + Uo * h, ao, bo));
        c = f * c + i * g;
        return (o * Tanh(LayerNorm(c, ac, bc)), c);
    }
}
