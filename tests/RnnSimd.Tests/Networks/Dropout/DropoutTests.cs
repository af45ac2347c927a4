using System.Numerics;

namespace RnnSimd.Tests.Networks.Dropout;

/// <summary>Networks with dropout: nothing is dropped but in training, and there it is what the equations say, with the same bits in every way of running.</summary>
[Trait("Category", "Bits")]
public abstract class DropoutTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const long Seed = 9;

    // One stream with several parts; several parts of one shard; two and three shards.
    private static readonly (int Steps, int Batch)[] s_shapes = [(300, 1), (60, 6), (9, 33), (12, 70)];

    public static TheoryData<string> Networks => [.. All.Keys];

    private static SortedDictionary<string, Func<int, IRecurrentNetwork<T>>> All { get; } =
        AllNetworks.DeclaredIn<T>("RnnSimd.Tests.Networks.DropoutNetworks");

    private protected abstract double Tolerance { get; }

    private protected abstract double GradientTolerance { get; }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Step_and_Run_drop_nothing_and_have_the_bits_of_a_Forward_that_drops_nothing(string name) => OfEachBatch(name, (network, sequence, _, what) =>
    {
        var expected = Gradients<T>.Of(network, sequence, dropoutSeed: null);
        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        network.Run(sequence.Inputs, state, outputs, sequence.Batch);
        Bits.Equal<T>(expected.Outputs, outputs, $"{what}: outputs of Run");
        Bits.Equal<T>(expected.State, state, $"{what}: states of Run");

        state = (T[])sequence.State.Clone();
        for (var row = 0; row < sequence.Steps * sequence.Batch; row++)
        {
            network.Step(
                sequence.Inputs.AsSpan(row * network.InputSize, network.InputSize),
                state.AsSpan(row % sequence.Batch * network.StateSize, network.StateSize),
                outputs.AsSpan(row * network.OutputSize, network.OutputSize));
        }

        Bits.Equal<T>(expected.Outputs, outputs, $"{what}: outputs of Step");
        Bits.Equal<T>(expected.State, state, $"{what}: states of Step");
        Assert.NotEqual(expected.Outputs, Gradients<T>.Of(network, sequence).Outputs);
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_drops_what_the_equations_drop_and_Run_nothing_as_they(string name)
    {
        // Few steps: rounding grows from step to step.
        foreach (var (steps, batch) in new[] { (6, 1), (6, 5), (4, 33), (3, 70) })
        {
            var network = Create(name);
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            int[] lengths = [.. Enumerable.Range(0, batch).Select(stream => steps - stream % (steps + 1))];
            var padded = sequence.Padded(lengths, steps, T.Zero);
            Near(Gradients<T>.Of(network, padded, lengths: lengths, dropoutSeed: Seed), Seed);
            Near(Gradients<T>.Of(network, padded, lengths: lengths, dropoutSeed: null), null);

            void Near(Gradients<T> actual, long? seed)
            {
                var equations = Perturbation.Equations(network);
                equations.DropoutSeed = seed;
                var (outputs, state) = (new double[padded.OutputWeights.Length], Sequence<T>.ToDouble(padded.State));
                equations.Run(Sequence<T>.ToDouble(padded.Inputs), state, outputs, batch, lengths);
                Assert.Equal(seed, equations.DropoutSeed);
                var off = outputs.Concat(state).Zip(Sequence<T>.ToDouble([.. actual.Outputs, .. actual.State]), (x, y) => Math.Abs(x - y)).Max();
                Assert.True(off <= Tolerance, $"{steps} steps, batch {batch}, seed {seed}: off by {off}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_the_slopes_of_the_equations_with_the_same_masks(string name)
    {
        var network = Create(name);
        int[] lengths = [3, 0, 4, 1, 4, 3];
        var sequence = new Sequence<T>(network, steps: 4, batch: lengths.Length, seed: 3);
        var equations = Perturbation.Equations(network);
        equations.DropoutSeed = Seed;
        var gradients = Gradients<T>.Of(network, sequence, lengths: lengths, dropoutSeed: Seed);
        new GradientCheck<T>(equations, sequence, lengths).Holds(gradients, seed: 4, GradientTolerance);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_number_of_threads_gives_the_same_bits_with_and_without_checkpoints(string name) => OfEachBatch(name, (network, sequence, lengths, what) =>
    {
        var expected = Gradients<T>.Of(network, sequence, lengths: lengths, dropoutSeed: Seed);
        for (var threads = 1; threads <= 3; threads++)
        {
            Equal(expected, Gradients<T>.Of(network, sequence, threads, lengths, Seed), $"{what}: {threads} threads, ");
            Equal(expected, Gradients<T>.Of(network, sequence, threads, lengths, Seed, isCheckpointing: true), $"{what}: {threads} threads with checkpoints, ");
        }
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_stream_has_the_masks_of_its_number_whatever_the_others_and_the_padding_are(string name) => OfEachBatch(name, (network, sequence, lengths, what) =>
    {
        var full = Gradients<T>.Of(network, sequence, dropoutSeed: Seed);
        var ended = Gradients<T>.Of(network, sequence.Padded(lengths, sequence.Steps, T.NaN), lengths: lengths, dropoutSeed: Seed);
        for (var stream = 0; stream < lengths.Length; stream++)
        {
            var length = lengths[stream] * network.OutputSize;
            Bits.Equal<T>(OfStream(full.Outputs).AsSpan(0, length), OfStream(ended.Outputs).AsSpan(0, length), $"{what}: stream {stream}");

            T[] OfStream(T[] values) => Streams.Of(values, stream, lengths.Length, sequence.Steps);
        }

        Assert.NotEqual(full.Outputs, Gradients<T>.Of(network, sequence, dropoutSeed: Seed + 1).Outputs);
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Windows_with_the_same_seed_are_the_whole_sequence(string name) => OfEachBatch(name, (network, sequence, _, what) =>
    {
        var whole = Gradients<T>.Of(network, sequence, dropoutSeed: Seed);
        var half = sequence.Steps / 2 * sequence.Batch;
        var state = (T[])sequence.State.Clone();
        var (first, firstOutputs) = Forward(sequence.Inputs[..(half * network.InputSize)]);
        var (second, secondOutputs) = Forward(sequence.Inputs[(half * network.InputSize)..]);
        Bits.Equal<T>(whole.Outputs, [.. firstOutputs, .. secondOutputs], $"{what}: outputs");
        Bits.Equal<T>(whole.State, state, $"{what}: states");

        var later = Gradients<T>.Of(
            network, second, sequence.OutputWeights[(half * network.OutputSize)..], sequence.StateWeights, sequence.Inputs.Length - half * network.InputSize);
        var earlier = Gradients<T>.Of(
            network, first, sequence.OutputWeights[..(half * network.OutputSize)], later.InitialState, half * network.InputSize);
        Bits.Equal<T>(whole.InitialState, earlier.InitialState, $"{what}: gradients of the initial state");
        Bits.Equal<T>(whole.Inputs, [.. earlier.Inputs, .. later.Inputs], $"{what}: gradients of the inputs");

        (Tape<T> Tape, T[] Outputs) Forward(T[] inputs)
        {
            var tape = new Tape<T> { DropoutSeed = Seed };
            var outputs = new T[inputs.Length / network.InputSize * network.OutputSize];
            network.Forward(inputs, state, outputs, sequence.Batch, tape);
            return (tape, outputs);
        }
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Nothing_is_allocated_once_a_tape_has_grown(string name)
    {
        var network = Create(name);
        var sequence = new Sequence<T>(network, steps: 9, batch: 33, seed: 3);
        var (tape, outputs) = (new Tape<T>(), new T[sequence.OutputWeights.Length]);
        var (parameters, inputs) = (new T[network.ParameterCount], new T[sequence.Inputs.Length]);
        Train();
        var fewest = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Train();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);

        void Train()
        {
            network.Run(sequence.Inputs, sequence.State, outputs, sequence.Batch);
            network.Forward(sequence.Inputs, sequence.State, outputs, sequence.Batch, tape);
            network.Backward(tape, sequence.OutputWeights, sequence.StateWeights, parameters, inputs);
        }
    }

    private static IRecurrentNetwork<T> Create(string name)
    {
        var network = All[name](1);
        Perturbation.Perturb(network, seed: 2);
        return network;
    }

    private static void OfEachBatch(string name, Action<IRecurrentNetwork<T>, Sequence<T>, int[], string> check)
    {
        Bits.RequireFusedMultiplyAdd();
        var network = Create(name);
        foreach (var (steps, batch) in s_shapes)
        {
            var random = new Random(4);
            int[] lengths = [.. Enumerable.Range(0, batch).Select(_ => random.Next(1, steps + 1))];
            check(network, new Sequence<T>(network, steps, batch, seed: 3), lengths, $"{steps} steps, batch {batch}");
        }
    }

    private static void Equal(Gradients<T> expected, Gradients<T> actual, string what)
    {
        Bits.Equal<T>(expected.Outputs, actual.Outputs, what + "outputs");
        Bits.Equal<T>(expected.State, actual.State, what + "state");
        Bits.Equal<T>(expected.InitialState, actual.InitialState, what + "gradients of the initial state");
        Bits.Equal<T>(expected.Parameters, actual.Parameters, what + "gradients of the parameters");
        Bits.Equal<T>(expected.Inputs, actual.Inputs, what + "gradients of the inputs");
    }
}

public sealed class SingleDropoutTests : DropoutTests<float>
{
    private protected override double Tolerance => 1e-4;

    private protected override double GradientTolerance => 1e-3;
}

public sealed class DoubleDropoutTests : DropoutTests<double>
{
    private protected override double Tolerance => 1e-12;

    private protected override double GradientTolerance => 1e-7;
}
