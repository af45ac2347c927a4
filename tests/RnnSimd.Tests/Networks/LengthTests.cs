using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Streams of different lengths in one batch: each is as if it were alone, and what comes after its end is as if it were not there.</summary>
[Trait("Category", "Bits")]
public abstract class LengthTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // One stream with several parts; several parts of one shard; one, two and three shards; streams that Run takes in two goes.
    private static readonly (int Steps, int Batch)[] s_shapes = [(300, 1), (60, 6), (9, 33), (12, 70), (5, 65), (4, 150)];

    public static TheoryData<string> Networks => [.. AllNetworks.Of<T>().Keys];

    /// <summary>What sums of the same terms in another order may differ by.</summary>
    private static double Tolerance => typeof(T) == typeof(float) ? 1e-3 : 1e-9;

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_stream_has_the_bits_that_it_has_alone(string name) => OfEachBatch(name, (network, sequence, lengths, what) =>
    {
        var padded = sequence.Padded(lengths, sequence.Steps, T.NaN);
        var batch = Gradients<T>.Of(network, padded, lengths: lengths);
        var (outputs, state) = (new T[padded.OutputWeights.Length], (T[])padded.State.Clone());
        Array.Fill(outputs, T.NaN);
        network.Run(padded.Inputs, state, outputs, padded.Batch, lengths);
        Bits.Equal<T>(batch.Outputs, outputs, $"{what}: outputs of Run");
        Bits.Equal<T>(batch.State, state, $"{what}: state of Run");

        var sum = new double[network.ParameterCount];
        for (var stream = 0; stream < lengths.Length; stream++)
        {
            var alone = Gradients<T>.Of(network, sequence.Stream(stream).First(lengths[stream]));
            var whose = $"{what}: stream {stream} with {lengths[stream]} steps: ";
            Bits.Equal<T>(ToLength(alone.Outputs, network.OutputSize), OfStream(batch.Outputs, sequence.Steps), whose + "outputs");
            Bits.Equal<T>(alone.State, OfStream(batch.State, steps: 1), whose + "state");
            Bits.Equal<T>(ToLength(alone.Inputs, network.InputSize), OfStream(batch.Inputs, sequence.Steps), whose + "gradients of the inputs");
            Bits.Equal<T>(alone.InitialState, OfStream(batch.InitialState, steps: 1), whose + "gradients of the initial state");
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += double.CreateChecked(alone.Parameters[i]);
            }

            T[] OfStream(T[] values, int steps) => Streams.Of(values, stream, lengths.Length, steps);
        }

        var scale = sum.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < sum.Length; i++)
        {
            var difference = Math.Abs(sum[i] - double.CreateChecked(batch.Parameters[i]));
            Assert.True(difference <= Tolerance * (scale + 1e-3), $"{what}: gradient of parameter {i}: expected {sum[i]:R}, got {batch.Parameters[i]:R}");
        }

        T[] ToLength(T[] values, int size) => [.. values, .. new T[sequence.Steps * size - values.Length]];
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Padding_changes_no_bit_whatever_it_holds_and_however_long_it_is(string name) => OfEachBatch(name, (network, sequence, lengths, what) =>
    {
        var expected = Gradients<T>.Of(network, sequence, lengths: lengths);
        foreach (var padding in (ReadOnlySpan<T>)[T.Zero, T.NaN, T.PositiveInfinity])
        {
            Equal(expected, Gradients<T>.Of(network, sequence.Padded(lengths, sequence.Steps, padding), lengths: lengths), $"{what}: {padding}, ");
        }

        const int more = 3;
        var longer = Gradients<T>.Of(network, sequence.Padded(lengths, sequence.Steps + more, T.NaN), lengths: lengths);
        var (outputs, inputs) = (new T[more * lengths.Length * network.OutputSize], new T[more * lengths.Length * network.InputSize]);
        Equal(expected with { Outputs = [.. expected.Outputs, .. outputs], Inputs = [.. expected.Inputs, .. inputs] }, longer, $"{what}: longer, ");
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_number_of_threads_gives_the_same_bits(string name) => OfEachBatch(name, (network, sequence, lengths, what) =>
    {
        var expected = Gradients<T>.Of(network, sequence, lengths: lengths);
        for (var threads = 2; threads <= 3; threads++)
        {
            Equal(expected, Gradients<T>.Of(network, sequence, threads, lengths), $"{what}: {threads} threads, ");
        }
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Lengths_that_are_all_full_give_the_bits_of_none(string name)
    {
        var network = AllNetworks.Of<T>()[name](1);
        foreach (var (steps, batch) in s_shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var full = Enumerable.Repeat(steps, batch).ToArray();
            Equal(Gradients<T>.Of(network, sequence), Gradients<T>.Of(network, sequence, lengths: full), $"{steps} steps, batch {batch}: ");
        }
    }

    private static void OfEachBatch(string name, Action<IRecurrentNetwork<T>, Sequence<T>, int[], string> check)
    {
        Bits.RequireFusedMultiplyAdd();
        var network = AllNetworks.Of<T>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        foreach (var (steps, batch) in s_shapes)
        {
            var sequence = new Sequence<T>(network, steps, batch, seed: 3);
            var random = new Random(4);

            // Of the second lengths some are none, some are full, and many are the same.
            int[] any = [.. Enumerable.Range(0, batch).Select(_ => random.Next(steps + 1))];
            any[batch / 2] = steps * 2 / 3;
            int[] mixed = [.. any.Select((length, stream) => (stream % 5) switch { 0 => 0, 1 => steps, 2 => steps / 2, _ => length })];
            check(network, sequence, any, $"{steps} steps, batch {batch}, any lengths");
            check(network, sequence, mixed, $"{steps} steps, batch {batch}, mixed lengths");
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

public sealed class SingleLengthTests : LengthTests<float>;

public sealed class DoubleLengthTests : LengthTests<double>
{
    [Theory]
    [InlineData(nameof(Stacked))]
    [InlineData(nameof(Lstm3To13))]
    [InlineData(nameof(GruResetAfter3To13))]
    [InlineData(nameof(LayerNormGru3To13))]
    public void Gradients_are_the_slopes_of_the_equations(string name)
    {
        var network = AllNetworks.Of<double>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        int[] lengths = [3, 0, 6, 1, 6, 3];
        var sequence = new Sequence<double>(network, steps: 6, batch: lengths.Length, seed: 3);
        var gradients = Gradients<double>.Of(network, sequence, lengths: lengths);
        new GradientCheck<double>(Perturbation.Equations(network), sequence, lengths).Holds(gradients, seed: 4, tolerance: 1e-7);
    }
}
