using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnSimd;

/// <summary>For generated code: checks that spans have the lengths that a network needs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SequenceCheck
{
    /// <summary>Checks one span.</summary>
    /// <param name="length">The length it has.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int length, int expected, string name)
    {
        if (length != expected)
        {
            ThrowLength(length, expected, name);
        }
    }

    /// <summary>Checks the spans of a sequence and returns its number of time steps.</summary>
    /// <param name="inputs">The length of the inputs, <c>[time, batch, inputSize]</c>.</param>
    /// <param name="state">The length of the state, <c>[batch, stateSize]</c>.</param>
    /// <param name="outputs">The length of the outputs, <c>[time, batch, outputSize]</c>.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="inputSize">The number of inputs.</param>
    /// <param name="stateSize">The number of elements of one stream's state.</param>
    /// <param name="outputSize">The number of outputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one stream.</exception>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static int Steps(int inputs, int state, int outputs, int batch, int inputSize, int stateSize, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var rowLength = (long)batch * inputSize;
        if (inputs % rowLength != 0)
        {
            throw new ArgumentException(
                $"The length is {inputs}, which is no multiple of batch * InputSize = {batch} * {inputSize} = {rowLength}.", nameof(inputs));
        }

        var steps = (int)(inputs / rowLength);
        States(state, batch, stateSize, nameof(state));
        Rows(outputs, steps, batch, outputSize, nameof(outputs), "OutputSize");
        return steps;
    }

    /// <summary>Checks the lengths of a batch's streams.</summary>
    /// <param name="lengths">How many time steps each stream has; empty if all have as many as there are.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="steps">The number of time steps.</param>
    /// <exception cref="ArgumentException">There are too few or too many, or one is negative or too large.</exception>
    public static void Lengths(ReadOnlySpan<int> lengths, int batch, int steps)
    {
        if (!lengths.IsEmpty && lengths.Length != batch)
        {
            throw new ArgumentException($"There are {batch} streams, but {lengths.Length} lengths.", nameof(lengths));
        }

        for (var stream = 0; stream < lengths.Length; stream++)
        {
            if (lengths[stream] < 0 || lengths[stream] > steps)
            {
                throw new ArgumentException($"Stream {stream} cannot have {lengths[stream]} time steps, as there are {steps}.", nameof(lengths));
            }
        }
    }

    /// <summary>Checks that the streams of a batch are equally long, for a network that cannot tell them apart.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The length of the inputs.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="lengths">How many time steps each stream has.</param>
    /// <exception cref="NotSupportedException">A stream ends before others.</exception>
    internal static void OneLength<T>(IRecurrentNetwork<T> network, int inputs, int batch, ReadOnlySpan<int> lengths)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var steps = inputs / ((long)batch * network.InputSize);
        foreach (var length in lengths)
        {
            if (length != steps)
            {
                throw new NotSupportedException(
                    $"{network.GetType().Name} cannot run streams of different lengths: one has {length} time steps, the sequence {steps}.");
            }
        }
    }

    /// <summary>Checks that a network's inputs are token ids: one number each, of a vocabulary if it says so.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal static void TakesTokens<T>(IRecurrentNetwork<T> network)
        where T : unmanaged
    {
        if (network.InputSize != 1)
        {
            throw new ArgumentException(
                $"{network.GetType().Name} takes inputs of {network.InputSize} elements, but a token id is one number.", nameof(network));
        }

        if (network is IShardedNetwork<T> { Vocabulary: 0 })
        {
            throw new ArgumentException($"{network.GetType().Name} takes any number, not tokens: it is declared without a Vocabulary.", nameof(network));
        }
    }

    /// <summary>Checks that a network can read every token that it can say.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">It cannot, or its inputs are not tokens.</exception>
    internal static void ReadsWhatItSays<T>(IRecurrentNetwork<T> network)
        where T : unmanaged
    {
        TakesTokens(network);
        if (network is IShardedNetwork<T> generated && generated.Vocabulary < network.OutputSize)
        {
            throw new ArgumentException(
                $"{network.GetType().Name} says {network.OutputSize} tokens, but reads those of a vocabulary of {generated.Vocabulary}.", nameof(network));
        }
    }

    /// <summary>Checks the spans of a backward pass.</summary>
    /// <param name="outputGradients">The length of the outputs' gradients.</param>
    /// <param name="stateGradients">The length of the states' gradients.</param>
    /// <param name="parameterGradients">The length of the parameters' gradients.</param>
    /// <param name="inputGradients">The length of the inputs' gradients; 0 if they are not wanted.</param>
    /// <param name="steps">The number of time steps recorded.</param>
    /// <param name="batch">The number of streams recorded.</param>
    /// <param name="network">The sizes of the network.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Gradients(
        int outputGradients,
        int stateGradients,
        int parameterGradients,
        int inputGradients,
        int steps,
        int batch,
        (int Inputs, int Outputs, int States, int Parameters) network)
    {
        Rows(outputGradients, steps, batch, network.Outputs, nameof(outputGradients), "OutputSize");
        States(stateGradients, batch, network.States, nameof(stateGradients));
        if (parameterGradients != network.Parameters)
        {
            ThrowLength(parameterGradients, network.Parameters, nameof(parameterGradients), "ParameterCount");
        }

        if (inputGradients != 0)
        {
            Rows(inputGradients, steps, batch, network.Inputs, nameof(inputGradients), "InputSize");
        }
    }

    // The messages are made where they are thrown: a call whose spans fit allocates nothing.
    private static void States(int length, int batch, int stateSize, string name)
    {
        if (length != (long)batch * stateSize)
        {
            ThrowLength(length, (long)batch * stateSize, name, $"batch * StateSize = {batch} * {stateSize}");
        }
    }

    private static void Rows(int length, int steps, int batch, int size, string name, string sizeName)
    {
        if (length != (long)steps * batch * size)
        {
            ThrowLength(length, (long)steps * batch * size, name, $"time * batch * {sizeName} = {steps} * {batch} * {size}");
        }
    }

    private static void ThrowLength(int length, long expected, string name, string formula) =>
        throw new ArgumentException($"The length is {length}; it must be {formula} = {expected}.", name);

    private static void ThrowLength(int length, int expected, string name) =>
        throw new ArgumentException($"The length is {length}; it must be {expected}.", name);
}
