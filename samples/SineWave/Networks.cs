using RnnSimd;
using RnnSimd.Cells;

namespace SineWave;

/// <summary>h_t = tanh(W (x_{t−1}, x_{t−2}) + U h_{t−1} + b), and x_t is said to be V h_t + c.</summary>
[RecurrentNetwork(InputSize = 2, Precision = Precision.Double), Layer<Elman>(8), Layer<Dense>(1)]
internal sealed partial class TwoLagNetwork;

/// <summary>x_t = a x_{t−1} + b x_{t−2} + c: with a = 2 cos ω, b = −1 and c = 0 it is what every sine of frequency ω obeys.</summary>
[RecurrentNetwork(InputSize = 2, Precision = Precision.Double), Layer<Dense>(1)]
internal sealed partial class LinearNetwork
{
    public double A => Parameters[W.Offset];

    public double B => Parameters[W.Offset + W.ColumnStride];

    private static ParameterInfo W => new LinearNetwork().ParameterInfos[0];
}
