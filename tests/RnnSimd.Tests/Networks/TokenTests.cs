using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>Networks that take tokens against networks of the same layers that take their one-hot vectors.</summary>
[Trait("Category", "Bits")]
public abstract class TokenTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Vectors = "RnnSimd.Tests.Networks.OneHot";

    public static TheoryData<string> Networks => [.. AllNetworks.DeclaredIn<T>(Vectors).Keys];

    /// <summary>What sums of the same terms in another order may differ by.</summary>
    private static double Tolerance => typeof(T) == typeof(float) ? 1e-5 : 1e-13;

    [Fact]
    public void Every_network_that_takes_tokens_is_compared() => Assert.Equal(
        AllNetworks.DeclaredIn<T>(Vectors).Keys,
        AllNetworks.Of<T>().Where(network => network.Value(1) is IShardedNetwork<T> { Vocabulary: > 0 }).Select(network => network.Key));

    [Theory]
    [MemberData(nameof(Networks))]
    public void They_start_alike(string name)
    {
        var (tokens, vectors) = (AllNetworks.Of<T>()[name](5), AllNetworks.DeclaredIn<T>(Vectors)[name](5));
        Assert.Equal(1, tokens.InputSize);
        Assert.Equal(vectors.InputSize, ((IShardedNetwork<T>)tokens).Vocabulary);
        Assert.Equal(vectors.ParameterInfos, tokens.ParameterInfos);
        Bits.Equal<T>(vectors.Parameters, tokens.Parameters, "parameters");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_and_states_have_the_bits_of_one_hot_vectors(string name) => OfEachBatch(name, (tokens, vectors, sequence, lengths, what) =>
    {
        var expected = Gradients<T>.Of(vectors, sequence.OneHot(vectors.InputSize), lengths: lengths);
        var forward = Gradients<T>.Of(tokens, sequence, lengths: lengths);
        Bits.Equal<T>(expected.Outputs, forward.Outputs, $"{what}: outputs of Forward");
        Bits.Equal<T>(expected.State, forward.State, $"{what}: state of Forward");
        Bits.Equal<T>(expected.InitialState, forward.InitialState, $"{what}: gradients of the initial state");

        var (outputs, state) = (new T[sequence.OutputWeights.Length], (T[])sequence.State.Clone());
        tokens.Run(sequence.Inputs, state, outputs, sequence.Batch, lengths);
        Bits.Equal<T>(expected.Outputs, outputs, $"{what}: outputs of Run");
        Bits.Equal<T>(expected.State, state, $"{what}: state of Run");

        Array.Clear(outputs);
        sequence.State.CopyTo(state, 0);
        for (var row = 0; row < sequence.Inputs.Length; row++)
        {
            var (step, stream) = (row / sequence.Batch, row % sequence.Batch);
            if (step < lengths[stream])
            {
                tokens.Step(
                    sequence.Inputs.AsSpan(row, 1),
                    state.AsSpan(stream * tokens.StateSize, tokens.StateSize),
                    outputs.AsSpan(row * tokens.OutputSize, tokens.OutputSize));
            }
        }

        Bits.Equal<T>(expected.Outputs, outputs, $"{what}: outputs of Step");
        Bits.Equal<T>(expected.State, state, $"{what}: state of Step");
    });

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_one_hot_vectors_and_tokens_have_none(string name) => OfEachBatch(name, (tokens, vectors, sequence, lengths, what) =>
    {
        var expected = Gradients<T>.Of(vectors, sequence.OneHot(vectors.InputSize), lengths: lengths).Parameters;
        var actual = Gradients<T>.Of(tokens, sequence, lengths: lengths);
        var scale = expected.Select(value => double.CreateChecked(T.Abs(value))).Append(1).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = double.CreateChecked(T.Abs(expected[i] - actual.Parameters[i]));
            Assert.True(difference <= Tolerance * scale, $"{what}: gradient of parameter {i}: expected {expected[i]:R}, got {actual.Parameters[i]:R}");
        }

        Assert.All(actual.Inputs, gradient => Assert.Equal(T.Zero, gradient));
    });

    // The streams' gradients of a table of vectors: each step adds its own to one row.
    [Fact]
    public void A_token_that_does_not_occur_has_no_gradient_in_any_matrix() => OfEachNetwork((network, vocabulary) =>
    {
        var sequence = new Sequence<T>(network, steps: 12, batch: 40, seed: 3);
        var absent = T.CreateChecked(vocabulary - 1);
        for (var i = 0; i < sequence.Inputs.Length; i++)
        {
            sequence.Inputs[i] = sequence.Inputs[i] == absent ? T.Zero : sequence.Inputs[i];
        }

        var gradients = Gradients<T>.Of(network, sequence).Parameters;
        foreach (var info in network.ParameterInfos.Where(info => info.Name is "0.Wi" or "0.W" or "0.V" or "0.B" or "0.E"))
        {
            Assert.All(Enumerable.Range(0, info.Rows), row =>
                Assert.Equal(T.Zero, gradients[info.Offset + row * info.RowStride + (vocabulary - 1) * info.ColumnStride]));
            Assert.Contains(Enumerable.Range(0, info.Rows), row => gradients[info.Offset + row * info.RowStride] != T.Zero);
        }
    });

    private static void OfEachNetwork(Action<IRecurrentNetwork<T>, int> check)
    {
        foreach (var name in AllNetworks.DeclaredIn<T>(Vectors).Keys)
        {
            var network = AllNetworks.Of<T>()[name](1);
            if (((IShardedNetwork<T>)network).Vocabulary is > 1 and var vocabulary)
            {
                check(network, vocabulary);
            }
        }
    }

    private static void OfEachBatch(
        string name, Action<IRecurrentNetwork<T>, IRecurrentNetwork<T>, Sequence<T>, int[], string> check)
    {
        Bits.RequireFusedMultiplyAdd();
        var (tokens, vectors) = (AllNetworks.Of<T>()[name](1), AllNetworks.DeclaredIn<T>(Vectors)[name](1));
        Perturbation.Perturb(tokens, seed: 2);
        Perturbation.Perturb(vectors, seed: 2);
        foreach (var (steps, batch) in new[] { (1, 1), (300, 1), (40, 5), (9, 33), (12, 70) })
        {
            var sequence = new Sequence<T>(tokens, steps, batch, seed: 3);
            var full = Enumerable.Repeat(steps, batch).ToArray();
            check(tokens, vectors, sequence, full, $"{steps} steps, batch {batch}");
            check(tokens, vectors, sequence, [.. full.Select((_, stream) => 7 * stream % (steps + 1))], $"{steps} steps, batch {batch}, lengths");
        }
    }
}

public sealed class SingleTokenTests : TokenTests<float>;

public sealed class DoubleTokenTests : TokenTests<double>;
