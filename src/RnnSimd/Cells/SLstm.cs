using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// Long short-term memory with exponential gates (sLSTM, one head). Maximilian Beck, Korbinian Pöppel, Markus Spanring, Andreas Auer,
/// Oleksandra Prudnikova, Michael Kopp, Günter Klambauer, Johannes Brandstetter and Sepp Hochreiter, "xLSTM: extended long
/// short-term memory", NeurIPS (2024).
/// </summary>
/// <remarks>
/// The paper lets the forget gate be exponential or logistic; this one is exponential. The stabiliser keeps both exponentials at 1 or
/// below and cancels in c / n. It is a running sum: over a stream whose forget gate stays above 1 it grows with time.
/// </remarks>
[RecurrentCell]
public sealed class SLstm : Cell
{
    private Matrix Wi, Wf, Wz, Wo;
    private Matrix Ui, Uf, Uz, Uo;
    private Vector bi, bf, bz, bo;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    /// <param name="c">The cell state.</param>
    /// <param name="n">The normaliser: the sum of what the gates let into the cell state.</param>
    /// <param name="m">The stabiliser: a logarithm that the cell state and the normaliser are both scaled by.</param>
    public (Vector h, Vector c, Vector n, Vector m) Step(Vector x, Vector h, Vector c, Vector n, Vector m)
    {
        var logI = Wi * x + Ui * h + bi;
        var logF = Wf * x + Uf * h + bf;
        var z = Tanh(Wz * x + Uz * h + bz);
        var o = Sigmoid(Wo * x + Uo * h + bo);

        var largest = Max(logF + m, logI);
        var i = Exp(logI - largest);
        var f = Exp(logF + m - largest);
        c = f * c + i * z;
        n = f * n + i;
        return (o * (c / n), c, n, largest);
    }
}
