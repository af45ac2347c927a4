using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Baselines;

/// <summary>Holds a baseline against the network that it is compared with, before either is timed.</summary>
internal static class Agreement
{
    // Both round differently, and errors feed back.
    private const float Tolerance = 1e-4f;
    private const int Steps = 20;
    private const int Batch = 2;

    /// <summary>Runs both forwards and backwards over some steps of some streams.</summary>
    /// <exception cref="InvalidOperationException">An output, a state or a gradient differs.</exception>
    public static void Check(string name, IRecurrentNetwork<float> network, BaselineLstm baseline)
    {
        var (ours, others) = (Results(network), Results(baseline));
        foreach (var (what, values) in ours)
        {
            for (var n = 0; n < values.Length; n++)
            {
                // Also false for NaN. Relative where numbers are large, as sums over many steps are.
                if (!(Math.Abs(values[n] - others[what][n]) <= Tolerance * Math.Max(1, Math.Abs(values[n]))))
                {
                    throw new InvalidOperationException($"{name}: {what} {n} is {others[what][n]}, but the network's is {values[n]}.");
                }
            }
        }
    }

    private static Dictionary<string, float[]> Results(IRecurrentNetwork<float> network)
    {
        var inputs = Data.Random(Steps * Batch * network.InputSize);
        var (run, forward) = (new float[Steps * Batch * network.OutputSize], new float[Steps * Batch * network.OutputSize]);
        var (runState, forwardState) = (Data.Random(Batch * network.StateSize), Data.Random(Batch * network.StateSize));
        var tape = new Tape<float>();
        network.Run(inputs, runState, run, Batch);
        network.Forward(inputs, forwardState, forward, Batch, tape);

        var stateGradients = Data.Random(Batch * network.StateSize);
        var (parameterGradients, inputGradients) = (new float[network.ParameterCount], new float[inputs.Length]);
        network.Backward(tape, Data.Random(run.Length), stateGradients, parameterGradients, inputGradients);
        return new()
        {
            ["output"] = run,
            ["state"] = runState,
            ["recorded output"] = forward,
            ["recorded state"] = forwardState,
            ["gradient of the initial state"] = stateGradients,
            ["gradient of the weights"] = new LstmWeights(network, parameterGradients).Values,
            ["gradient of the inputs"] = inputGradients,
        };
    }
}
