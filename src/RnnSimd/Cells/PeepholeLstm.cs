using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// Long short-term memory whose gates also see the cell state: the input and forget gates the previous one, the output gate the new
/// one. Felix A. Gers, Nicol N. Schraudolph and Jürgen Schmidhuber, "Learning precise timing with LSTM recurrent networks",
/// Journal of Machine Learning Research 3 (2002).
/// </summary>
[RecurrentCell]
public sealed class PeepholeLstm : Cell
{
    private Matrix Wi, Wf, Wg, Wo;
    private Matrix Ui, Uf, Ug, Uo;
    private Vector pi, pf, po;
    private Vector bi;
    [Init(1)] private Vector bf;
    private Vector bg, bo;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    /// <param name="c">The cell state.</param>
    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var i = Sigmoid(Wi * x + Ui * h + pi * c + bi);
        var f = Sigmoid(Wf * x + Uf * h + pf * c + bf);
        var g = Tanh(Wg * x + Ug * h + bg);
        c = f * c + i * g;
        var o = Sigmoid(Wo * x + Uo * h + po * c + bo);
        return (o * Tanh(c), c);
    }
}
