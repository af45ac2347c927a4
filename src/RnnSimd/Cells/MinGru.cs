using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A gated recurrent unit whose gate and candidate see only the input, so that it is linear in its state. Leo Feng, Frederick Tung,
/// Mohamed Osama Ahmed, Yoshua Bengio and Hossein Hajimirsadeghi, "Were RNNs all we needed?", arXiv:2410.01201 (2024).
/// </summary>
[RecurrentCell]
public sealed class MinGru : Cell
{
    private Matrix Wz, Wn;
    private Vector bz, bn;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="h">The previous output.</param>
    public Vector Step(Vector x, Vector h)
    {
        var z = Sigmoid(Wz * x + bz);
        var n = Wn * x + bn;
        return (1 - z) * h + z * n;
    }
}
