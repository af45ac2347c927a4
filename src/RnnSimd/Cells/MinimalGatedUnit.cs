using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A gated recurrent unit with one gate for both of its tasks. Guo-Bing Zhou, Jianxin Wu, Chen-Lin Zhang and Zhi-Hua Zhou, "Minimal
/// gated unit for recurrent neural networks", International Journal of Automation and Computing 13 (2016).
/// </summary>
[RecurrentCell]
public sealed class MinimalGatedUnit : Cell
{
    private Matrix Wf, Wn;
    private Matrix Uf, Un;
    private Vector bf, bn;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h)
    {
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var n = Tanh(Wn * x + Un * (f * h) + bn);
        return (1 - f) * h + f * n;
    }
}
