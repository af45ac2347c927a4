using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Tests.Passes;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>
/// What every value of a network is at every step of a sequence, by its graphs alone: no plan has a part in it but for the graphs
/// that it holds.
/// </summary>
internal sealed class InterpretedNetwork
{
    public const int Steps = 3;

    private readonly NetworkPlan _network;

    public InterpretedNetwork(NetworkPlan network, int seed, bool hasDropout = true)
    {
        _network = network;
        var random = new Random(seed);
        double[] Draw(int length, double range = 1) => [.. Enumerable.Range(0, length).Select(_ => range * (2 * random.NextDouble() - 1))];

        // Rows of a matrix sum many terms; its elements are as small as keeps the sums near 1.
        Parameters = [.. network.Layers.Select(layer => layer.Graph.Cell.Parameters
            .Select(p => Draw(p.Shape.Count, 1.5 / Math.Sqrt(p.Shape.Columns))).ToArray())];
        Inputs = [.. Enumerable.Range(0, Steps).Select(_ => network.Model.TakesTokens ? [random.Next(network.Model.Vocabulary)] : Draw(network.Model.InputSize))];
        OutputGradients = [.. Enumerable.Range(0, Steps).Select(_ => Draw(network.OutputSize))];
        States = [.. network.Layers.Select(layer => layer.Graph.Cell.States.Select(state => Draw(state.Shape.Rows)).ToArray())];
        StateGradients = [.. network.Layers.Select(layer => layer.Graph.Cell.States.Select(state => Draw(state.Shape.Rows)).ToArray())];
        Masks = [.. network.Layers.Select(layer => layer.Masks
            .ToDictionary(mask => mask.Call, mask => hasDropout ? Draw(mask.Length) : [.. Enumerable.Repeat(1.0, mask.Length)]))];
        Values = [.. network.Layers.Select(_ => new double[Steps][][])];
        RunForwards();
        RunBackwards();
    }

    /// <summary>The parameters of each layer; a matrix row by row.</summary>
    public double[][][] Parameters { get; }

    /// <summary>The input of each step.</summary>
    public double[][] Inputs { get; }

    /// <summary>The states of each layer before the first step.</summary>
    public double[][][] States { get; }

    /// <summary>The masks of each layer, by their calls of Dropout; ones without dropout.</summary>
    public Dictionary<int, double[]>[] Masks { get; }

    /// <summary>The gradient of the output of each step.</summary>
    public double[][] OutputGradients { get; }

    /// <summary>The gradients of the states of each layer after the last step.</summary>
    public double[][][] StateGradients { get; }

    /// <summary>The values of each layer at each step.</summary>
    public double[][][][] Values { get; }

    /// <summary>The gradient of a parameter; a matrix row by row.</summary>
    public double[] GradientOf(int layer, int parameter)
    {
        var (graph, shape) = (_network.Layers[layer].Graph, _network.Layers[layer].Graph.Cell.Parameters[parameter].Shape);
        var total = new double[shape.Count];
        foreach (var (_, gradient, operand) in graph.ParameterGradients.Where(p => p.Parameter == parameter))
        {
            for (var t = 0; t < Steps; t++)
            {
                for (var i = 0; i < total.Length; i++)
                {
                    total[i] += Values[layer][t][gradient][i / shape.Columns] * (operand < 0 ? 1 : Values[layer][t][operand][i % shape.Columns]);
                }
            }
        }

        return total;
    }

    private void RunForwards()
    {
        var inputs = Inputs;
        foreach (var layer in _network.Layers)
        {
            var states = States[layer.Index];
            for (var t = 0; t < Steps; t++)
            {
                // Gradients are not known yet, and what is computed from them is computed again.
                var values = Evaluate(layer, inputs[t], states, new double[layer.OutputSize], states);
                states = [.. layer.Graph.NextStates.Select(node => values[node])];
                Values[layer.Index][t] = values;
            }

            inputs = [.. Values[layer.Index].Select(values => values[layer.Graph.Output])];
        }
    }

    private void RunBackwards()
    {
        var outputGradients = OutputGradients;
        foreach (var layer in _network.Layers.Reverse())
        {
            var own = Values[layer.Index];
            var gradients = StateGradients[layer.Index];
            for (var t = Steps - 1; t >= 0; t--)
            {
                var input = layer.Index == 0 ? Inputs[t] : Values[layer.Index - 1][t][_network.Layers[layer.Index - 1].Graph.Output];
                var states = t == 0 ? States[layer.Index] : [.. layer.Graph.NextStates.Select(node => own[t - 1][node])];
                own[t] = Evaluate(layer, input, states, outputGradients[t], gradients);
                gradients = [.. layer.Graph.StateGradients.Select(node => own[t][node])];
            }

            outputGradients = [.. own.Select(values => values[layer.Graph.InputGradient])];
        }
    }

    private double[][] Evaluate(LayerPlan layer, double[] input, double[][] states, double[] outputGradient, double[][] stateGradients) =>
        Interpreter.Evaluate(layer.Graph.Graph, leaf => leaf.Op switch
        {
            Op.Input => input,
            Op.Token => OneHot(input[0], leaf.Shape.Rows),
            Op.State => states[leaf.Index],
            Op.Parameter => Parameters[layer.Index][leaf.Index],
            Op.Mask => Masks[layer.Index][leaf.Index],
            Op.OutputGradient => outputGradient,
            Op.StateGradient => stateGradients[leaf.Index],
            _ => throw new ArgumentException($"{leaf.Op} is no leaf.", nameof(layer)),
        });

    private static double[] OneHot(double token, int length) => [.. Enumerable.Range(0, length).Select(i => i == token ? 1.0 : 0)];
}
