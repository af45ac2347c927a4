using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Every way of running a sequence gives the same bits.</summary>
[Trait("Category", "Bits")]
public abstract class BitTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Run works in blocks of 256 rows, of half as many streams: these stay inside one, cross steps, and cross streams.
    private static readonly (int Steps, int Batch)[] s_shapes =
    [
        (0, 1), (1, 1), (2, 1), (300, 1), (170, 2), (100, 3), (2, 5), (60, 5), (40, 8), (0, 33), (9, 33), (1, 150), (3, 150),
    ];

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_way_of_running_gives_the_same_bits(string name)
    {
        Bits.RequireFusedMultiplyAdd();
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var (steps, batch) in s_shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var shape = $"{steps} steps, batch {batch}";
            var whole = Run(network, sequence);
            Equal(whole, Run(network, sequence), $"{shape}: run again, ");
            Equal(whole, Forward(network, sequence), $"{shape}: Forward, ");
            Equal(whole, Split(network, sequence, steps / 3), $"{shape}: in two pieces, ");
            Equal(whole, StepByStep(network, sequence), $"{shape}: Step, ");
            EqualOneByOne(network, sequence, whole, shape);
        }
    }

    private static (T[] Outputs, T[] State) Run(IRecurrentNetwork<T> network, Sequence<T> sequence)
    {
        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        network.Run(sequence.Inputs, state, outputs, sequence.Batch);
        return (outputs, state);
    }

    private static (T[] Outputs, T[] State) Forward(IRecurrentNetwork<T> network, Sequence<T> sequence)
    {
        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        network.Forward(sequence.Inputs, state, outputs, sequence.Batch, new Tape<T>());
        return (outputs, state);
    }

    private static (T[] Outputs, T[] State) Split(IRecurrentNetwork<T> network, Sequence<T> sequence, int steps)
    {
        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        var (inputsSplit, outputsSplit) = (steps * sequence.Batch * network.InputSize, steps * sequence.Batch * network.OutputSize);
        network.Run(sequence.Inputs.AsSpan(0, inputsSplit), state, outputs.AsSpan(0, outputsSplit), sequence.Batch);
        network.Run(sequence.Inputs.AsSpan(inputsSplit), state, outputs.AsSpan(outputsSplit), sequence.Batch);
        return (outputs, state);
    }

    private static (T[] Outputs, T[] State) StepByStep(IRecurrentNetwork<T> network, Sequence<T> sequence)
    {
        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        for (var row = 0; row < sequence.Steps * sequence.Batch; row++)
        {
            network.Step(
                sequence.Inputs.AsSpan(row * network.InputSize, network.InputSize),
                state.AsSpan(row % sequence.Batch * network.StateSize, network.StateSize),
                outputs.AsSpan(row * network.OutputSize, network.OutputSize));
        }

        return (outputs, state);
    }

    private static void EqualOneByOne(IRecurrentNetwork<T> network, Sequence<T> sequence, (T[] Outputs, T[] State) whole, string shape)
    {
        for (var stream = 0; stream < sequence.Batch; stream++)
        {
            var expected = (
                Streams.Of(whole.Outputs, stream, sequence.Batch, sequence.Steps),
                Streams.Of(whole.State, stream, sequence.Batch, steps: 1));
            Equal(expected, Run(network, sequence.Stream(stream)), $"{shape}: stream {stream} alone, ");
        }
    }

    private static void Equal((T[] Outputs, T[] State) expected, (T[] Outputs, T[] State) actual, string what)
    {
        Bits.Equal<T>(expected.Outputs, actual.Outputs, what + "outputs");
        Bits.Equal<T>(expected.State, actual.State, what + "state");
    }
}

public sealed class SingleBitTests : BitTests<float>;

public sealed class DoubleBitTests : BitTests<double>;
