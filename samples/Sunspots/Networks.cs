using RnnSimd;
using RnnSimd.Cells;
using RnnSimd.Equations;

namespace Sunspots;

/// <summary>A network from the shelf.</summary>
[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(6)]
[Layer<Dense>(1)]
internal sealed partial class LstmForecaster;

/// <summary>A network around a cell of our own.</summary>
[RecurrentNetwork(InputSize = 1)]
[Layer<Relaxation>(6)]
[Layer<Dense>(1)]
internal sealed partial class RelaxationForecaster;

/// <summary>
/// Quantities that relax towards an equilibrium, dh/dt = rate · (equilibrium − h), one Euler step a year. Rate and equilibrium both
/// depend on the activity, because the Sun's do: a strong cycle rises faster than a weak one (Waldmeier, 1935).
/// </summary>
[RecurrentCell]
internal sealed class Relaxation : Cell
{
    private Matrix Wr, Ur, We, Ue;
    private Vector br, be;

    public Vector Step(Vector x, Vector h)
    {
        var rate = Sigmoid(Wr * x + Ur * h + br);
        var equilibrium = Tanh(We * x + Ue * h + be);
        return h + rate * (equilibrium - h);
    }
}
