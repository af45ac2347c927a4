using System.Buffers;
using System.Numerics;

namespace RnnSimd;

/// <summary>One-to-many: networks that go on with what they have said themselves. Graves, "Generating Sequences With Recurrent Neural Networks", 2013.</summary>
public static class Generation
{
    // Longer outputs go to an array of the pool.
    private const int StackLength = 1024;

    /// <summary>Lets a network run freely: its first input is given, every other is its output before.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">A network with inputs as large as its outputs.</param>
    /// <param name="input">The first input, <c>[InputSize]</c>.</param>
    /// <param name="state">The stream's state, <c>[StateSize]</c>: read, then overwritten with the one after the last step.</param>
    /// <param name="outputs">Receives <c>[time, OutputSize]</c>; its length decides the number of time steps.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or inputs and outputs do not have the same size.</exception>
    public static void Generate<T>(this IRecurrentNetwork<T> network, ReadOnlySpan<T> input, Span<T> state, Span<T> outputs)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.InputSize != network.OutputSize)
        {
            throw new ArgumentException(
                $"{network.GetType().Name} cannot go on with its outputs of {network.OutputSize} elements: its inputs have {network.InputSize}.",
                nameof(network));
        }

        SequenceCheck.Length(input.Length, network.InputSize, nameof(input));
        SequenceCheck.Length(state.Length, network.StateSize, nameof(state));
        if (outputs.Length % network.OutputSize != 0)
        {
            throw new ArgumentException($"The length is {outputs.Length}, which is no multiple of OutputSize = {network.OutputSize}.", nameof(outputs));
        }

        while (!outputs.IsEmpty)
        {
            var output = outputs[..network.OutputSize];
            network.Step(input, state, output);
            input = output;
            outputs = outputs[network.OutputSize..];
        }
    }

    /// <summary>Lets a language model write: its first token is given, every other is drawn from what it said.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">A network whose inputs are token ids and whose outputs are the logits of the next token.</param>
    /// <param name="token">The first token. It has been read, and is not among those that are written.</param>
    /// <param name="state">The stream's state, <c>[StateSize]</c>: read, then overwritten with the one after the last token that was read.</param>
    /// <param name="tokens">Receives what is written; its length decides how much.</param>
    /// <param name="sampler">Draws the tokens.</param>
    /// <exception cref="ArgumentException">
    /// The network's inputs are no tokens, or fewer than its outputs, the state has the wrong length, the network does not know the token, or what it says is not finite.
    /// </exception>
    public static void Generate<T>(this IRecurrentNetwork<T> network, int token, Span<T> state, Span<int> tokens, TokenSampler sampler)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(sampler);
        SequenceCheck.ReadsWhatItSays(network);
        SequenceCheck.Length(state.Length, network.StateSize, nameof(state));
        T[]? rented = null;
        var logits = network.OutputSize <= StackLength ? stackalloc T[StackLength] : rented = ArrayPool<T>.Shared.Rent(network.OutputSize);
        logits = logits[..network.OutputSize];
        foreach (ref var next in tokens)
        {
            network.Step([T.CreateChecked(token)], state, logits);
            token = next = sampler.Next<T>(logits);
        }

        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
