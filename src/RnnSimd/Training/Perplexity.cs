using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// How many equally probable tokens a language model wavers between: e to the power of its mean cross-entropy in nats. A model that knows nothing has the
/// perplexity of its vocabulary, one that is always right has 1. Jelinek, Mercer, Bahl and Baker, "Perplexity—a measure of the difficulty of speech
/// recognition tasks", 1977.
/// </summary>
public static class Perplexity
{
    // So many tokens are run at a time that memory does not grow with the text.
    private const int PartLength = 1024;

    /// <summary>The perplexity of a mean loss, as <see cref="CrossEntropy{T}"/> gives it with <see cref="StepWeighting.Mean"/>.</summary>
    /// <param name="meanCrossEntropy">The mean over all tokens, in nats.</param>
    public static double Of(double meanCrossEntropy) => Math.Exp(meanCrossEntropy);

    /// <summary>The perplexity of a model on a text: it is told each token after it has said what it expects. It starts with an empty memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">A network whose inputs are token ids and whose outputs are the logits of the next token.</param>
    /// <param name="tokens">The text, two tokens or more. The first is given.</param>
    /// <exception cref="ArgumentException">There are fewer than two tokens, the network's inputs are no tokens, or it does not know one.</exception>
    public static double Of<T>(IRecurrentNetwork<T> network, ReadOnlySpan<T> tokens)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        SequenceCheck.TakesTokens(network);
        if (tokens.Length < 2)
        {
            throw new ArgumentException($"There must be two tokens or more, but there are {tokens.Length}.", nameof(tokens));
        }

        var loss = new CrossEntropy<T>();
        var state = new T[network.StateSize];
        var outputs = new T[PartLength * network.OutputSize];
        var sum = 0.0;
        for (var start = 0; start < tokens.Length - 1; start += PartLength)
        {
            var count = Math.Min(PartLength, tokens.Length - 1 - start);
            var said = outputs.AsSpan(0, count * network.OutputSize);
            network.Run(tokens.Slice(start, count), state, said);
            sum += count * double.CreateChecked(loss.Evaluate(said, tokens.Slice(start + 1, count), network.OutputSize, outputGradients: []));
        }

        return Of(sum / (tokens.Length - 1));
    }
}
