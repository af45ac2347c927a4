using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnSimd.Generators.Tests.RandomCells;

/// <summary>What a generated network computes at a point: values and gradients, as doubles.</summary>
internal sealed record NetworkRun(
    double[] Outputs, double[] FinalState, double[] ParameterGradients, double[] InputGradients, double[] StateGradients)
{
    /// <summary>Runs the network forwards and backwards.</summary>
    public static NetworkRun Of<T>(IRecurrentNetwork<T> network, SequenceData data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SequenceData.To<T>(data.Parameters).CopyTo(network.Parameters);
        var (inputs, state) = (SequenceData.To<T>(data.Inputs), SequenceData.To<T>(data.State));
        var outputs = new T[data.OutputWeights.Length];
        var tape = new Tape<T>();
        network.Forward(inputs, state, outputs, SequenceData.Batch, tape);

        var stateGradients = SequenceData.To<T>(data.StateWeights);
        var parameterGradients = new T[network.ParameterCount];
        var inputGradients = new T[inputs.Length];
        network.Backward(tape, SequenceData.To<T>(data.OutputWeights), stateGradients, parameterGradients, inputGradients);
        return new(ToDouble(outputs), ToDouble(state), ToDouble(parameterGradients), ToDouble(inputGradients), ToDouble(stateGradients));
    }

    /// <summary>
    /// Where Run or Step, stream by stream, differs from Forward without dropout in a single bit, or gradients if those of the inputs are not wanted; null if nowhere.
    /// </summary>
    public string? DifferenceInBits<T>(IRecurrentNetwork<T> network, SequenceData data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (inputs, state) = (SequenceData.To<T>(data.Inputs), SequenceData.To<T>(data.State));
        var outputs = new T[data.OutputWeights.Length];
        network.Forward(inputs, state, outputs, SequenceData.Batch, new Tape<T> { DropoutSeed = null });
        var plain = this with { Outputs = ToDouble(outputs), FinalState = ToDouble(state) };
        state = SequenceData.To<T>(data.State);
        network.Run(inputs, state, outputs, SequenceData.Batch);
        if (plain.Difference(outputs, state) is { } difference)
        {
            return "Run and Forward differ" + difference;
        }

        state = SequenceData.To<T>(data.State);
        for (var row = 0; row < SequenceData.Steps * SequenceData.Batch; row++)
        {
            network.Step(
                inputs.AsSpan(row * network.InputSize, network.InputSize),
                state.AsSpan(row % SequenceData.Batch * network.StateSize, network.StateSize),
                outputs.AsSpan(row * network.OutputSize, network.OutputSize));
        }

        if (plain.Difference(outputs, state) is { } other)
        {
            return "Step and Forward differ" + other;
        }

        var tape = new Tape<T>();
        network.Forward(inputs, SequenceData.To<T>(data.State), outputs, SequenceData.Batch, tape);
        var (stateGradients, parameterGradients) = (SequenceData.To<T>(data.StateWeights), new T[network.ParameterCount]);
        network.Backward(tape, SequenceData.To<T>(data.OutputWeights), stateGradients, parameterGradients, []);
        var first = FirstDifference([.. ParameterGradients, .. StateGradients], [.. ToDouble(parameterGradients), .. ToDouble(stateGradients)]);
        return first is null ? null : $"without the inputs' gradients, gradient {first} of parameters and states differs";
    }

    private string? Difference<T>(T[] outputs, T[] state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] actual = [.. ToDouble(outputs), .. ToDouble(state)];
        double[] expected = [.. Outputs, .. FinalState];
        return FirstDifference(expected, actual) is not { } first ? null
            : first < outputs.Length ? $": output {first} is {actual[first]} and {expected[first]}"
            : $": state {first - outputs.Length} is {actual[first]} and {expected[first]}";
    }

    private static int? FirstDifference(double[] expected, double[] actual)
    {
        var first = MemoryMarshal.Cast<double, long>(actual).CommonPrefixLength(MemoryMarshal.Cast<double, long>(expected));
        return first < actual.Length ? first : null;
    }

    private static double[] ToDouble<T>(T[] values)
        where T : INumber<T> => Array.ConvertAll(values, double.CreateChecked);
}
