using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Networks;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>Generated networks: the single step of one stream, and the training of batches.</summary>
internal static class NetworkRows
{
    private const int LstmGates = 4;
    private const int GruGates = 3;

    public static IEnumerable<QuickRow> All =>
    [
        .. LstmSteps("LSTM step 1→8", new Lstm1To8()),
        .. LstmSteps("LSTM step 1→16", new Lstm1To16()),
        .. LstmSteps("LSTM step 1→20", new Lstm1To20()),
        .. LstmSteps("LSTM step 1→32", new Lstm1To32()),
        .. LstmSteps("LSTM step 1→40", new Lstm1To40()),
        .. LstmSteps("LSTM step 8→64", new Lstm8To64()),
        .. LstmSteps("LSTM step 16→128", new Lstm16To128()),
        .. LstmSteps("LSTM step 32→256", new Lstm32To256()),
        Step("GRU step 1→32", new Gru1To32(), GruGates),
        Step("GRU step 8→64", new Gru8To64(), GruGates),
        Step("Elman step 1→32", new Elman1To32(), gates: 1),
        Step("Elman step 8→64", new Elman8To64(), gates: 1),
        Run("LSTM run 8→64, 100 steps", new Lstm8To64(), LstmGates, steps: 100, batch: 1),
        Run("LSTM run 8→64, batch 32, 100 steps", new Lstm8To64(), LstmGates, steps: 100, batch: 32),
        Forward("LSTM forward 8→64, batch 32, 100 steps", new Lstm8To64(), LstmGates, steps: 100, batch: 32),
        Backward("LSTM backward 8→64, batch 32, 100 steps", new Lstm8To64(), LstmGates, steps: 100, batch: 32),
        Forward("LSTM forward 1→32, batch 16, 100 steps", new Lstm1To32(), LstmGates, steps: 100, batch: 16),
        Backward("LSTM backward 1→32, batch 16, 100 steps", new Lstm1To32(), LstmGates, steps: 100, batch: 16),
        Forward("LSTM forward 1→16, batch 1, 100 steps", new Lstm1To16(), LstmGates, steps: 100, batch: 1),
        Backward("LSTM backward 1→16, batch 1, 100 steps", new Lstm1To16(), LstmGates, steps: 100, batch: 1),
    ];

    // Ours, and what one would write instead.
    private static IEnumerable<QuickRow> LstmSteps(string name, IRecurrentNetwork<float> network)
    {
        var weights = new LstmWeights(network);
        yield return Step(name, network, LstmGates);
        yield return Baseline($"{name}, TensorPrimitives", name, network, new TensorLstm(weights).Step);
        yield return Baseline($"{name}, plain loops", name, network, new ScalarLstm(weights).Step);
    }

    private static QuickRow Baseline(string name, string ours, IRecurrentNetwork<float> network, Agreement.StepOperation step)
    {
        Agreement.Check(name, network, step);
        var (input, state, output) = (Random(network.InputSize), Random(network.StateSize), new float[network.OutputSize]);
        return new(name, Flops(network, LstmGates), () => step(input, state, output), ours, DemandOf(network, LstmGates, 1, 1));
    }

    private static QuickRow Step(string name, IRecurrentNetwork<float> network, int gates)
    {
        var (input, state, output) = (Random(network.InputSize), Random(network.StateSize), new float[network.OutputSize]);
        return new(name, Flops(network, gates), () => network.Step(input, state, output), Demand: DemandOf(network, gates, 1, 1));
    }

    private static QuickRow Run(string name, IRecurrentNetwork<float> network, int gates, int steps, int batch)
    {
        var (inputs, state) = (Random(steps * batch * network.InputSize), Random(batch * network.StateSize));
        var outputs = new float[steps * batch * network.OutputSize];
        return new(name, steps * batch * Flops(network, gates), () => network.Run(inputs, state, outputs, batch), Demand: DemandOf(network, gates, steps, batch));
    }

    private static QuickRow Forward(string name, IRecurrentNetwork<float> network, int gates, int steps, int batch)
    {
        var (inputs, state) = (Random(steps * batch * network.InputSize), Random(batch * network.StateSize));
        var (outputs, tape) = (new float[steps * batch * network.OutputSize], new Tape<float>());
        return new(name, steps * batch * Flops(network, gates), () => network.Forward(inputs, state, outputs, batch, tape), Demand: DemandOf(network, gates, steps, batch));
    }

    // Backward does the products twice: once for the states' gradients, once for the weights'.
    private static QuickRow Backward(string name, IRecurrentNetwork<float> network, int gates, int steps, int batch)
    {
        var (inputs, state) = (Random(steps * batch * network.InputSize), Random(batch * network.StateSize));
        var (outputs, tape) = (Random(steps * batch * network.OutputSize), new Tape<float>());
        network.Forward(inputs, state, outputs, batch, tape);
        var (states, parameters) = (new float[state.Length], new float[network.ParameterCount]);
        return new(name, 2 * steps * batch * Flops(network, gates), () => network.Backward(tape, outputs, states, parameters, default));
    }

    /// <summary>The arithmetic of the products of one step of a layer.</summary>
    private static double Flops(IRecurrentNetwork<float> network, int gates) =>
        2.0 * gates * network.OutputSize * (network.InputSize + network.OutputSize);

    // An LSTM's new state goes through a tanh on its way out, too.
    private static Demand DemandOf(IRecurrentNetwork<float> network, int gates, int steps, int batch) => new(
        sizeof(float) * network.ParameterCount, steps, (double)steps * batch * network.OutputSize * (gates == LstmGates ? gates + 1 : gates));

    private static float[] Random(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
