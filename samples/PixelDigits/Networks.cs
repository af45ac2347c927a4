using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Equations;

namespace PixelDigits;

/// <summary>
/// The gated recurrent unit of Cho et al. (2014), whose units begin with memories of all lengths: u is how much of a state is replaced at a step, so it
/// is remembered for about 1 / u of them. That begins spread evenly, in factors, from two pixels to the whole of a picture of 28 × 28. Tallec and
/// Ollivier, "Can recurrent neural networks warp time?", ICLR (2018).
/// </summary>
[RecurrentCell]
internal sealed class LastingGru : Cell
{
    private const double Longest = 6.66; // ln(28 · 28)

    private Matrix Wr, Wu, Wc;
    private Matrix Ur, Uu, Uc;
    private Vector br, bc;
    [Init(Initializer.Uniform, Longest / 2)] private Vector bu;

    public Vector Step(Vector x, Vector h)
    {
        var r = Sigmoid(Wr * x + Ur * h + br);
        var u = Sigmoid(Wu * x + Uu * h + bu - Longest / 2);
        var c = Tanh(Wc * x + Uc * (r * h) + bc);
        return u * c + (1 - u) * h;
    }
}

// They read one pixel after the other. What they say after the last one are the logits of the ten digits.
[RecurrentNetwork(InputSize = 1), Layer<LastingGru>(32), Layer<Dense>(Digits.Kinds)]
internal sealed partial class LastingReader;

/// <summary>The cell as it ships: all biases begin at 0, so u is about ½, and what is not held on to is gone after a few pixels.</summary>
[RecurrentNetwork(InputSize = 1), Layer<Gru>(32), Layer<Dense>(Digits.Kinds)]
internal sealed partial class ForgetfulReader;

/// <summary>Rectified linear units that begin with the identity as their recurrent matrix.</summary>
[RecurrentNetwork(InputSize = 1), Layer<ReluElman>(32), Layer<Dense>(Digits.Kinds)]
internal sealed partial class IdentityReader;
