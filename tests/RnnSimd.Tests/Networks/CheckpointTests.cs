using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>A tape with checkpoints gives the bits of one that keeps every row.</summary>
[Trait("Category", "Bits")]
public abstract class CheckpointTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Of one, two and three shards; of no segment, one, and several.
    private static readonly (int Steps, int Batch)[] s_shapes = [(0, 3), (1, 1), (600, 1), (400, 3), (40, 33), (25, 70)];

    // Segments of several parts.
    private static readonly (int Steps, int Batch)[] s_longShapes = [(5000, 3), (1500, 33), (700, 70)];

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_have_the_same_bits(string name) => SameBits(AllNetworks.Of<T>()[name](1), s_shapes);

    protected static void LongSequencesHaveTheSameBits(IRecurrentNetwork<T> network) => SameBits(network, s_longShapes);

    private static void SameBits(IRecurrentNetwork<T> network, (int Steps, int Batch)[] shapes)
    {
        Bits.RequireVectors();
        Perturbation.Perturb(network, seed: 2);
        Tape<T>[] tapes = [.. Enumerable.Range(1, 3).Select(threads => new Tape<T> { Threads = threads, Checkpointing = true })];
        foreach (var (steps, batch) in shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var random = new Random(4);
            int[] any = [.. Enumerable.Range(0, batch).Select(_ => random.Next(steps + 1))];

            // Of the last shard none has any step.
            int[] ragged = [.. any.Select((length, stream) => (stream % 5, stream) switch { (_, > 47) => 0, (0, _) => steps, (1, _) => steps / 2, _ => length })];
            foreach (var (lengths, which) in ((int[], string)[])[([], "equal"), (any, "any"), (ragged, "ragged")])
            {
                var expected = Gradients<T>.Of(network, sequence, lengths: lengths);
                foreach (var tape in tapes)
                {
                    SameBits(expected, network, sequence, lengths, tape, $"{steps} steps, batch {batch}, {which} lengths, {tape.Threads} threads: ");
                }
            }
        }
    }

    private static void SameBits(
        Gradients<T> expected, IRecurrentNetwork<T> network, Sequence<T> sequence, int[] lengths, Tape<T> tape, string what)
    {
        var (inputs, state) = ((T[])sequence.Inputs.Clone(), (T[])sequence.State.Clone());
        var outputs = new T[sequence.OutputWeights.Length];
        Array.Fill(outputs, T.NaN);
        network.Forward(inputs, state, outputs, sequence.Batch, lengths, tape);
        Bits.Equal<T>(expected.Outputs, outputs, what + "outputs");
        Bits.Equal<T>(expected.State, state, what + "state");

        // What the caller does with them does not matter any more.
        Array.Fill(inputs, T.NaN);
        Array.Fill(state, T.NaN);
        foreach (var time in (string[])["", "again, "])
        {
            var actual = Gradients<T>.Of(network, tape, sequence.OutputWeights, sequence.StateWeights, inputs.Length);
            Bits.Equal<T>(expected.InitialState, actual.InitialState, what + time + "gradients of the initial state");
            Bits.Equal<T>(expected.Parameters, actual.Parameters, what + time + "gradients of the parameters");
            Bits.Equal<T>(expected.Inputs, actual.Inputs, what + time + "gradients of the inputs");
        }
    }
}

public sealed class SingleCheckpointTests : CheckpointTests<float>
{
    [Fact]
    public void Long_sequences_have_the_same_bits() => LongSequencesHaveTheSameBits(new Lstm5To20Single(seed: 1));
}

public sealed class DoubleCheckpointTests : CheckpointTests<double>
{
    [Fact]
    public void Long_sequences_have_the_same_bits() => LongSequencesHaveTheSameBits(new Stacked(seed: 1));
}
