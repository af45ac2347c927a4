using System.Numerics;

namespace RnnSimd.Tests.Networks;

/// <summary>The results of Forward and Backward over one sequence, whose loss is linear in the outputs and the final state.</summary>
internal sealed record Gradients<T>(T[] Outputs, T[] State, T[] InitialState, T[] Parameters, T[] Inputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Gradients<T> Of(
        IRecurrentNetwork<T> network, Sequence<T> sequence, int threads = 1, int[]? lengths = null, long? dropoutSeed = 0, bool isCheckpointing = false)
    {
        var tape = new Tape<T> { Threads = threads, DropoutSeed = dropoutSeed, Checkpointing = isCheckpointing };
        var state = (T[])sequence.State.Clone();
        var outputs = Unwritten(sequence.OutputWeights.Length);
        network.Forward(sequence.Inputs, state, outputs, sequence.Batch, lengths, tape);
        return Of(network, tape, sequence.OutputWeights, sequence.StateWeights, sequence.Inputs.Length) with { Outputs = outputs, State = state };
    }

    /// <summary>The gradients of what a tape has recorded.</summary>
    public static Gradients<T> Of(IRecurrentNetwork<T> network, Tape<T> tape, T[] outputWeights, T[] stateWeights, int inputs)
    {
        var initialState = (T[])stateWeights.Clone();
        var parameters = new T[network.ParameterCount];
        var inputGradients = Unwritten(inputs);
        network.Backward(tape, outputWeights, initialState, parameters, inputGradients);
        return new([], [], initialState, parameters, inputGradients);
    }

    // What a call does not write is no number.
    private static T[] Unwritten(int length)
    {
        var values = new T[length];
        Array.Fill(values, T.NaN);
        return values;
    }
}
