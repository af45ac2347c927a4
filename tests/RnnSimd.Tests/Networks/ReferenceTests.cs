using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Generated code against the user's own equations, which compute in double.</summary>
public abstract class ReferenceTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TheoryData<string> Networks => [.. AllNetworks.WithEverySize<T>().Keys];

    private protected abstract double Tolerance { get; }

    private protected abstract double GradientTolerance { get; }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_are_those_of_the_equations(string name)
    {
        var network = AllNetworks.WithEverySize<T>()[name](1);
        Perturbation.Perturb(network, seed: 3);
        var sequence = new Sequence<T>(network, steps: 4, batch: 3, seed: 5);
        var state = (T[])sequence.State.Clone();
        var outputs = new T[sequence.OutputWeights.Length];
        network.Run(sequence.Inputs, state, outputs, sequence.Batch);

        var expectedState = Sequence<T>.ToDouble(sequence.State);
        var expected = new double[outputs.Length];
        Perturbation.Equations(network).Run(Sequence<T>.ToDouble(sequence.Inputs), expectedState, expected, sequence.Batch);

        Near(expected, Sequence<T>.ToDouble(outputs), "outputs");
        Near(expectedState, Sequence<T>.ToDouble(state), "state");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_differences(string name)
    {
        var network = AllNetworks.WithEverySize<T>()[name](2);
        Perturbation.Perturb(network, seed: 3);
        var sequence = new Sequence<T>(network, steps: 4, batch: 2, seed: 6);
        var check = new GradientCheck<T>(Perturbation.Equations(network), sequence);
        check.Holds(Gradients<T>.Of(network, sequence), seed: 7, GradientTolerance);
    }

    private void Near(double[] expected, double[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}

public sealed class SingleReferenceTests : ReferenceTests<float>
{
    private protected override double Tolerance => 1e-5;

    private protected override double GradientTolerance => 1e-3;
}

public sealed class DoubleReferenceTests : ReferenceTests<double>
{
    private protected override double Tolerance => 1e-12;

    private protected override double GradientTolerance => 1e-7;
}
