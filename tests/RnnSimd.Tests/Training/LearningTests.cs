using RnnSimd.Cells;
using RnnSimd.Interop;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

/// <summary>All parts of training together, on a network that the generator wrote.</summary>
public class LearningTests
{
    private const int Steps = 20;
    private const int Batch = 16;
    private const int Delay = 2;

    [Fact]
    public void A_network_learns_to_repeat_what_it_saw_two_steps_ago()
    {
        var network = new DelayedEcho(seed: 1);

        // Forecasting the mean of numbers from -1 to 1 gives their variance, 1/3.
        Assert.InRange(Train(network, iterations: 1), 0.2f, 1);
        Assert.InRange(Train(network, iterations: 600), 0, 0.01f);
    }

    [Fact]
    public void A_trained_network_comes_back_from_its_file()
    {
        var network = new DelayedEcho();
        Train(network, iterations: 3);
        var file = new MemoryStream();
        Safetensors.Save(network, file);

        var copy = new DelayedEcho(seed: 5);
        file.Position = 0;
        Safetensors.Load(copy, file);

        Assert.Equal(network.Parameters, copy.Parameters);
    }

    /// <returns>The loss of the last iteration.</returns>
    private static float Train(DelayedEcho network, int iterations)
    {
        var random = new Random(0);
        var adam = new Adam<float>(DelayedEcho.ParameterCount) { LearningRate = 1e-2 };
        var tape = new Tape<float>();
        var inputs = new float[Steps * Batch];
        var targets = new float[inputs.Length];
        var outputs = new float[inputs.Length];
        var outputGradients = new float[inputs.Length];
        var parameterGradients = new float[DelayedEcho.ParameterCount];
        var loss = 0f;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = random.NextSingle() * 2 - 1;
                targets[i] = i < Delay * Batch ? 0 : inputs[i - Delay * Batch];
            }

            network.Forward(inputs, new float[Batch * DelayedEcho.StateSize], outputs, Batch, tape);
            loss = new MeanSquaredError<float>().Evaluate(outputs, targets, DelayedEcho.OutputSize, outputGradients);
            Array.Clear(parameterGradients);
            network.Backward(tape, outputGradients, new float[Batch * DelayedEcho.StateSize], parameterGradients, inputGradients: []);
            GradientClipping.ByNorm(parameterGradients, 1f);
            adam.Step(network.Parameters, parameterGradients);
        }

        return loss;
    }
}

/// <summary>The smallest network that can solve the task with room to spare.</summary>
[RecurrentNetwork(InputSize = 1)]
[Layer<Lstm>(8)]
[Layer<Dense>(1)]
internal sealed partial class DelayedEcho;
