using System.Numerics;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Networks;

/// <summary>Moves parameters away from where they start: zero biases would hide a bias that is used in the wrong place.</summary>
internal static class Perturbation
{
    public static void Perturb<T>(IRecurrentNetwork<T> network, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        foreach (ref var parameter in network.Parameters)
        {
            parameter += T.CreateTruncating(0.2 * random.NextDouble() - 0.1);
        }
    }

    /// <summary>The network's equations, with its parameters.</summary>
    public static EquationNetwork Equations<T>(IRecurrentNetwork<T> network)
        where T : unmanaged =>
        network switch
        {
            IRecurrentNetwork<float> single => new(single),
            IRecurrentNetwork<double> @double => new(@double),
            _ => throw new ArgumentException($"{network} computes in {typeof(T)}.", nameof(network)),
        };
}
