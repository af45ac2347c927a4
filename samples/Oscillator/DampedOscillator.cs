using RnnSimd;
using RnnSimd.Equations;

namespace Oscillator;

/// <summary>
/// m x″ + c x′ + k x = F(t), stepped by the semi-implicit method of Euler: the force moves the velocity, and the new velocity moves the mass.
/// </summary>
/// <remarks>Training moves the logarithms of m and c, which keeps both positive. The spring is known.</remarks>
[RecurrentCell]
internal sealed class DampedOscillator : Cell
{
    /// <summary>In seconds. One radian of the free oscillation takes 25 steps.</summary>
    public const double TimeStep = 0.02;

    /// <summary>k.</summary>
    public const double Stiffness = 8;

    private Scalar logMass, logDamping;

    public (Vector x, Vector v) Step(Vector force, Vector x, Vector v)
    {
        var (m, c, k) = (Exp(logMass), Exp(logDamping), Stiffness);
        v += TimeStep * (force - c * v - k * x) / m;
        x += TimeStep * v;
        return (x, v);
    }
}

/// <summary>The equation as a network: two parameters, both 1 at first.</summary>
[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<DampedOscillator>(1)]
internal sealed partial class PhysicalNetwork
{
    public double Mass => Math.Exp(Parameters[ParameterInfos[0].Offset]);

    public double Damping => Math.Exp(Parameters[ParameterInfos[1].Offset]);
}
