using RnnSimd.Training;

namespace RnnSimd.Benchmarks.Cases;

/// <summary>Epochs of training: some batches, each with a step of Adam.</summary>
/// <remarks>
/// The learning rate is 0. The work is the same as with any other, but however many epochs are timed, all of them find the parameters of the first.
/// </remarks>
internal static class EpochCalls
{
    /// <summary>The batches of an epoch.</summary>
    public const int Batches = 10;

    /// <summary>The least that one has to write, given the gradients of the outputs.</summary>
    public static Action<int> Loop(NetworkCase what)
    {
        var (network, batch, rows) = (what.Network, what.Batch, what.Steps * what.Batch);
        var (inputs, state, outputs) = (what.Inputs(rows), new float[batch * network.StateSize], new float[rows * network.OutputSize]);
        var (outputGradients, stateGradients) = (Data.Random(outputs.Length), new float[state.Length]);
        var (parameterGradients, tape, adam) = (new float[network.ParameterCount], new Tape<float> { Threads = what.Threads }, Adam(network));
        return NetworkCalls.Repeat(() =>
        {
            for (var i = 0; i < Batches; i++)
            {
                Array.Clear(state);
                network.Forward(inputs, state, outputs, batch, tape);
                Array.Clear(stateGradients);
                Array.Clear(parameterGradients);
                network.Backward(tape, outputGradients, stateGradients, parameterGradients, []);
                adam.Step(network.Parameters, parameterGradients);
            }
        });
    }

    /// <summary>A trainer: the network is to say of a series what comes next, numbers or tokens.</summary>
    public static Action<int> Trainer(NetworkCase what)
    {
        var network = what.Network;
        var loss = what.Vocabulary > 0 ? new CrossEntropy<float>() : (Loss<float>)new MeanSquaredError<float>();
        var objective = new BackpropagationThroughTime<float>(network, loss) { Threads = what.Threads };
        var trainer = new Trainer<float>(objective, Adam(network)) { BatchSize = what.Batch };
        var data = Forecasts(what);
        return NetworkCalls.Repeat(() => trainer.Train(data, trainer.Epoch + 1));
    }

    private static Adam<float> Adam(IRecurrentNetwork<float> network) => new(network.ParameterCount) { LearningRate = 0 };

    private static SequenceDataset<float> Forecasts(NetworkCase what)
    {
        var rows = Batches * what.Batch * what.Steps;
        var (series, size) = (what.Inputs(rows + 1).AsMemory(), what.Network.InputSize);
        var data = new SequenceDataset<float>(size, size);
        data.AddWindows(series[..^size], series[size..], what.Steps, stride: what.Steps);
        return data;
    }
}
