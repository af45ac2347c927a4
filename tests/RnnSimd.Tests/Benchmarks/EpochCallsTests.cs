using RnnSimd.Benchmarks.Cases;
using RnnSimd.Tests.Networks.UserCells;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Benchmarks;

/// <summary>Epochs that are held against each other give a network the same work.</summary>
public class EpochCallsTests
{
    private const int Steps = 7;
    private const int Batch = 3;
    private const int Calls = 2;

    public static TheoryData<string> Epochs => [nameof(EpochCalls.Loop), nameof(EpochCalls.Trainer)];

    [Theory]
    [MemberData(nameof(Epochs))]
    public void Every_batch_goes_forward_and_backward_and_parameters_stay(string epochs)
    {
        var network = new WatchedNetwork();
        network.Parameters.Fill(0.5f);

        Epoch(epochs, network)(Calls);

        const int batches = Calls * EpochCalls.Batches;
        Assert.Equal(Enumerable.Repeat((Batch * Steps * network.InputSize, Batch), batches), network.Forwards);
        Assert.Equal(Enumerable.Repeat(Batch * Steps * network.OutputSize, batches), network.Backwards);
        Assert.Equal([0.5f, 0.5f], network.Parameters);
    }

    [Theory]
    [MemberData(nameof(Epochs))]
    public void Tokens_can_be_learnt(string epochs)
    {
        var network = new TokensEmbeddedSingle();
        var parameters = network.Parameters.ToArray();

        Epoch(epochs, network)(Calls);

        Assert.Equal(parameters, network.Parameters);
    }

    private static Action<int> Epoch(string epochs, IRecurrentNetwork<float> network)
    {
        var training = new NetworkCase(CellKind.Lstm, network, NetworkCall.Train, Steps, Batch);
        return epochs == nameof(EpochCalls.Loop) ? EpochCalls.Loop(training) : EpochCalls.Trainer(training);
    }

    /// <summary>Notes its passes, and leaves something behind that has to be cleared before the next.</summary>
    private sealed class WatchedNetwork() : DescribedNetwork<float>(inputSize: 2, outputSize: 2, stateSize: 1, parameterCount: 2, []), IRecurrentNetwork<float>
    {
        /// <summary>The inputs of each forward pass, and its streams.</summary>
        public List<(int Inputs, int Batch)> Forwards { get; } = [];

        /// <summary>The gradients of outputs of each backward pass.</summary>
        public List<int> Backwards { get; } = [];

        public new void Forward(ReadOnlySpan<float> inputs, Span<float> state, Span<float> outputs, int batch, Tape<float> tape)
        {
            Assert.False(state.ContainsAnyExcept(0));
            state.Fill(1);
            outputs.Fill(1);
            Forwards.Add((inputs.Length, batch));
        }

        public new void Backward(
            Tape<float> tape, ReadOnlySpan<float> outputGradients, Span<float> stateGradients, Span<float> parameterGradients, Span<float> inputGradients)
        {
            Assert.False(stateGradients.ContainsAnyExcept(0) || parameterGradients.ContainsAnyExcept(0) || !inputGradients.IsEmpty);
            stateGradients.Fill(1);
            parameterGradients.Fill(1);
            Backwards.Add(outputGradients.Length);
        }
    }
}
