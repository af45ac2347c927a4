using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// The gated recurrent unit with the reset gate after the recurrent product, as PyTorch, Keras 3 and cuDNN compute it: the
/// form of arXiv:1406.1078 version 1 (2014) by Kyunghyun Cho et al., with a bias inside the reset.
/// </summary>
/// <remarks>
/// Those frameworks keep two biases per gate; here <c>br</c> and <c>bz</c> are their sums, which is all that the equations see.
/// </remarks>
[RecurrentCell]
public sealed class GruResetAfter : Cell
{
    private Matrix Wr, Wz, Wn;
    private Matrix Ur, Uz, Un;
    private Vector br, bz, bn, dn;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h)
    {
        var r = Sigmoid(Wr * x + Ur * h + br);
        var z = Sigmoid(Wz * x + Uz * h + bz);
        var n = Tanh(Wn * x + bn + r * (Un * h + dn));
        return (1 - z) * n + z * h;
    }
}
