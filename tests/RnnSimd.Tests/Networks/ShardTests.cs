using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Batches are cut into shards, and sequences into parts: what comes out is that of the whole, for every number of threads.</summary>
public abstract class ShardTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Two, three and four shards; of the steps of a shard (about 30 streams, so parts of 8 steps) fewer than a part, and several parts.
    private static readonly (int Steps, int Batch)[] s_shapes = [(0, 40), (3, 33), (20, 33), (9, 70), (17, 100)];

    protected ShardTests() => Bits.RequireVectors();

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    /// <summary>What sums of the same terms in another order may differ by.</summary>
    private static double Tolerance => typeof(T) == typeof(float) ? 1e-3 : 1e-9;

    [Theory]
    [MemberData(nameof(Networks))]
    [Trait("Category", "Bits")]
    public void Every_number_of_threads_gives_the_same_bits(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var (steps, batch) in s_shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var expected = Gradients<T>.Of(network, sequence);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                var actual = Gradients<T>.Of(network, sequence, threads);
                var what = $"{steps} steps, batch {batch}, {threads} threads: ";
                Bits.Equal<T>(expected.Outputs, actual.Outputs, what + "outputs");
                Bits.Equal<T>(expected.State, actual.State, what + "state");
                Bits.Equal<T>(expected.InitialState, actual.InitialState, what + "gradients of the initial state");
                Bits.Equal<T>(expected.Parameters, actual.Parameters, what + "gradients of the parameters");
                Bits.Equal<T>(expected.Inputs, actual.Inputs, what + "gradients of the inputs");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    [Trait("Category", "Bits")]
    public void Other_gradients_have_the_same_bits_if_those_of_the_inputs_are_not_wanted(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var (steps, batch) in s_shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var tape = new Tape<T>();
            network.Forward(sequence.Inputs, (T[])sequence.State.Clone(), new T[sequence.OutputWeights.Length], batch, tape);
            var expected = Gradients<T>.Of(network, tape, sequence.OutputWeights, sequence.StateWeights, sequence.Inputs.Length);
            var actual = Gradients<T>.Of(network, tape, sequence.OutputWeights, sequence.StateWeights, inputs: 0);
            var what = $"{steps} steps, batch {batch}: gradients of the ";
            Bits.Equal<T>(expected.InitialState, actual.InitialState, what + "initial state");
            Bits.Equal<T>(expected.Parameters, actual.Parameters, what + "parameters");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_of_a_batch_are_those_of_its_streams(string name) => AssertGradientsOfStreams(AllNetworks.Of<T>()[name](1), steps: 20, batch: 70);

    // The last shard may have fewer streams than the others, and then longer parts with more rows.
    [Fact]
    public void Every_last_shard_has_room_for_its_gradients()
    {
        var network = AllNetworks.Of<T>().First(network => network.Key.StartsWith("Elman", StringComparison.Ordinal)).Value(1);
        for (var batch = 33; batch <= 100; batch++)
        {
            AssertGradientsOfStreams(network, steps: 20, batch);
        }
    }

    private static void AssertGradientsOfStreams(IRecurrentNetwork<T> network, int steps, int batch)
    {
        var sequence = new Sequence<T>(network, steps, batch, seed: 4);
        var whole = Gradients<T>.Of(network, sequence);
        var parameters = new double[network.ParameterCount];
        for (var stream = 0; stream < batch; stream++)
        {
            var alone = Gradients<T>.Of(network, sequence.Stream(stream));
            AssertClose(Sequence<T>.ToDouble(alone.InitialState), Streams.Of(whole.InitialState, stream, batch, steps: 1), $"initial state of stream {stream} of {batch}");
            AssertClose(Sequence<T>.ToDouble(alone.Inputs), Streams.Of(whole.Inputs, stream, batch, steps), $"inputs of stream {stream} of {batch}");
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] += double.CreateChecked(alone.Parameters[i]);
            }
        }

        AssertClose(parameters, whole.Parameters, $"parameters of {batch} streams");
    }

    // A call on one stream has parts of 256 steps; calls on 100 steps each have one.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_of_a_long_sequence_are_those_of_its_pieces(string name)
    {
        const int piece = 100;
        const int pieces = 6;
        var network = AllNetworks.Of<T>()[name](1);
        var sequence = new Sequence<T>(network, piece * pieces, batch: 1, seed: 5);
        var whole = Gradients<T>.Of(network, sequence);

        var (inputs, outputs) = (piece * network.InputSize, piece * network.OutputSize);
        var tapes = Enumerable.Range(0, pieces).Select(_ => new Tape<T>()).ToArray();
        var state = (T[])sequence.State.Clone();
        for (var i = 0; i < pieces; i++)
        {
            network.Forward(sequence.Inputs.AsSpan(i * inputs, inputs), state, new T[outputs], 1, tapes[i]);
        }

        var (states, parameters) = ((T[])sequence.StateWeights.Clone(), new T[network.ParameterCount]);
        var inputGradients = new T[sequence.Inputs.Length];
        for (var i = pieces - 1; i >= 0; i--)
        {
            network.Backward(tapes[i], sequence.OutputWeights.AsSpan(i * outputs, outputs), states, parameters, inputGradients.AsSpan(i * inputs, inputs));
        }

        AssertClose(Sequence<T>.ToDouble(states), whole.InitialState, "initial state");
        AssertClose(Sequence<T>.ToDouble(inputGradients), whole.Inputs, "inputs");
        AssertClose(Sequence<T>.ToDouble(parameters), whole.Parameters, "parameters");
    }

    private static void AssertClose(double[] expected, T[] actual, string what)
    {
        var scale = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - double.CreateChecked(actual[i]));
            Assert.True(difference <= Tolerance * (scale + 1e-3), $"gradient of {what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}

public sealed class SingleShardTests : ShardTests<float>;

public sealed class DoubleShardTests : ShardTests<double>;
