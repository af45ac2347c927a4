using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Baselines;

/// <summary>Holds a baseline against the network that it is compared with, before either is timed.</summary>
internal static class Agreement
{
    // Both round differently, and errors feed back.
    private const float Tolerance = 1e-4f;
    private const int Steps = 20;

    /// <summary>Runs both for some steps.</summary>
    /// <exception cref="InvalidOperationException">An output differs.</exception>
    public static void Check(string name, IRecurrentNetwork<float> network, NetworkCalls.StepOperation baseline)
    {
        var random = new Random(1);
        var (state, otherState) = (new float[network.StateSize], new float[network.StateSize]);
        var (output, other) = (new float[network.OutputSize], new float[network.OutputSize]);
        for (var step = 0; step < Steps; step++)
        {
            var input = Enumerable.Range(0, network.InputSize).Select(_ => 2 * random.NextSingle() - 1).ToArray();
            network.Step(input, state, output);
            baseline(input, otherState, other);
            for (var n = 0; n < output.Length; n++)
            {
                // Also false for NaN.
                if (!(Math.Abs(output[n] - other[n]) <= Tolerance))
                {
                    throw new InvalidOperationException($"{name}: output {n} of step {step} is {other[n]}, but the network's is {output[n]}.");
                }
            }
        }
    }
}
