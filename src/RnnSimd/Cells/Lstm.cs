using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// Long short-term memory: Sepp Hochreiter and Jürgen Schmidhuber, "Long short-term memory", Neural Computation 9 (1997), with the
/// forget gate of Felix A. Gers, Jürgen Schmidhuber and Fred Cummins, "Learning to forget: continual prediction with LSTM",
/// Neural Computation 12 (2000).
/// </summary>
/// <remarks>
/// The forget bias starts at 1, so that the memory lasts before anything is learnt: Rafal Jozefowicz, Wojciech Zaremba and Ilya
/// Sutskever, "An empirical exploration of recurrent network architectures", ICML (2015).
/// </remarks>
[RecurrentCell]
public sealed class Lstm : Cell
{
    private Matrix Wi, Wf, Wg, Wo;
    private Matrix Ui, Uf, Ug, Uo;
    private Vector bi;
    [Init(1)] private Vector bf;
    private Vector bg, bo;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    /// <param name="c">The cell state.</param>
    public (Vector h, Vector c) Step(Vector x, Vector h, Vector c)
    {
        var i = Sigmoid(Wi * x + Ui * h + bi);
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var g = Tanh(Wg * x + Ug * h + bg);
        var o = Sigmoid(Wo * x + Uo * h + bo);
        c = f * c + i * g;
        return (o * Tanh(c), c);
    }
}
