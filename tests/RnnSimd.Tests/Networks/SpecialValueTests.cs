using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>NaN, infinities, zeros of both signs and denormals come out where the equations say, and in no other stream.</summary>
public abstract class SpecialValueTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Batch = 3;
    private const int Middle = 1;

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    public static TheoryData<string> NetworksOfVectors =>
        [.. AllNetworks.Of<T>().Where(network => network.Value(1) is not IShardedNetwork<T> { Vocabulary: > 0 }).Select(network => network.Key)];

    private protected abstract double Tolerance { get; }

    [Theory]
    [MemberData(nameof(NetworksOfVectors))]
    public void Inputs_come_out_where_the_equations_say(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero, T.Epsilon })
        {
            var sequence = new Sequence<T>(network, steps: 2, Batch, seed: 3);
            sequence.Inputs[Middle * network.InputSize] = value;
            Holds(network, sequence, $"an input of {value}");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void States_come_out_where_the_equations_say(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero, T.Epsilon })
        {
            var sequence = new Sequence<T>(network, steps: 2, Batch, seed: 3);
            for (var i = Middle * network.StateSize; i < (Middle + 1) * network.StateSize; i += 3)
            {
                sequence.State[i] = value;
            }

            Holds(network, sequence, $"states of {value}");
        }
    }

    private void Holds(IRecurrentNetwork<T> network, Sequence<T> sequence, string what)
    {
        var (state, outputs) = ((T[])sequence.State.Clone(), new T[sequence.OutputWeights.Length]);
        network.Run(sequence.Inputs, state, outputs, Batch);
        var (expectedState, expected) = (Sequence<T>.ToDouble(sequence.State), new double[outputs.Length]);
        Perturbation.Equations(network).Run(Sequence<T>.ToDouble(sequence.Inputs), expectedState, expected, Batch);
        Near(expected, Sequence<T>.ToDouble(outputs), $"{what}: outputs");
        Near(expectedState, Sequence<T>.ToDouble(state), $"{what}: state");
    }

    private void Near(double[] expected, double[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var isNear = double.IsFinite(expected[i])
                ? Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]))
                : expected[i].Equals(actual[i]);
            Assert.True(isNear, $"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}

public sealed class SingleSpecialValueTests : SpecialValueTests<float>
{
    private protected override double Tolerance => 1e-5;
}

public sealed class DoubleSpecialValueTests : SpecialValueTests<double>
{
    private protected override double Tolerance => 1e-12;
}
