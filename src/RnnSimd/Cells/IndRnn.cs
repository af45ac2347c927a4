using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The independently recurrent network: every unit sees its own last output only. Shuai Li, Wanqing Li, Chris Cook, Ce Zhu and Yanbo
/// Gao, "Independently recurrent neural network (IndRNN): building a longer and deeper RNN", CVPR (2018).
/// </summary>
/// <remarks>
/// The recurrent weights start at 1, so that at first it remembers everything, as <see cref="ReluElman"/> does.
/// </remarks>
[RecurrentCell]
public sealed class IndRnn : Cell
{
    private Matrix W;
    [Init(1)] private Vector u;
    private Vector b;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h) => Relu(W * x + u * h + b);
}
