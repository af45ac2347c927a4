using System.Runtime.Intrinsics;
using Consumer;
using RnnSimd;
using RnnSimd.Training;

// Learns to say a wave one step ahead, then streams it. Each line is "name: value", which the test reads.
const int steps = 48;
float[] wave = [.. Enumerable.Range(0, steps + 1).Select(t => t % 8 < 4 ? 0.5f : -0.5f)];
float[] inputs = wave[..steps];
float[] targets = wave[1..];

var network = new Forecaster(seed: 1);
var tape = new Tape<float>();
var error = new MeanSquaredError<float>();
var optimizer = new Adam<float>(Forecaster.ParameterCount) { LearningRate = 0.02f };
float[] state = new float[Forecaster.StateSize];
float[] stateGradients = new float[Forecaster.StateSize];
float[] outputs = new float[steps];
float[] outputGradients = new float[steps];
float[] parameterGradients = new float[Forecaster.ParameterCount];

for (int epoch = 0; epoch <= 60; epoch++)
{
    Array.Clear(state);
    Array.Clear(stateGradients);
    Array.Clear(parameterGradients);
    network.Forward(inputs, state, outputs, batch: 1, tape);
    float loss = error.Evaluate(outputs, targets, Forecaster.OutputSize, outputGradients);
    network.Backward(tape, outputGradients, stateGradients, parameterGradients, inputGradients: []);
    if (epoch is 0 or 60)
    {
        Console.WriteLine(FormattableString.Invariant($"loss {epoch}: {loss:R}"));
    }

    GradientClipping.ByNorm<float>(parameterGradients, 1);
    optimizer.Step(network.Parameters, parameterGradients);
}

Array.Clear(state);
float[] streamed = new float[steps];
for (int t = 0; t < steps; t++)
{
    network.Step(inputs.AsSpan(t, 1), state, streamed.AsSpan(t, 1));
}

float[] whole = new float[steps];
network.Run(inputs, new float[Forecaster.StateSize], whole);

Console.WriteLine(FormattableString.Invariant($"streamed: {string.Join(' ', streamed.Select(BitConverter.SingleToUInt32Bits))}"));
Console.WriteLine($"streamed as run whole: {streamed.AsSpan().SequenceEqual(whole)}");
Console.WriteLine($"vectors of 256 bits: {Vector256.IsHardwareAccelerated}");
