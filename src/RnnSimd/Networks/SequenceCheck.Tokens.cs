using System.Runtime.CompilerServices;

namespace RnnSimd;

/// <content>Checks of inputs that are numbers of tokens.</content>
public static partial class SequenceCheck
{
    /// <summary>Checks the input of a single step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="input">The token.</param>
    /// <param name="vocabulary">How many tokens there are.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Token<T>(T input, int vocabulary)
        where T : unmanaged
    {
        if (!IsToken(input, vocabulary))
        {
            throw NoToken(input, vocabulary, "The input", nameof(input));
        }
    }

    /// <summary>Checks the inputs of sequences whose lengths fit. What comes after the end of a stream is not looked at.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="inputs">The tokens, <c>[time, batch]</c>.</param>
    /// <param name="vocabulary">How many tokens there are.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="lengths">How many time steps each stream has; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    public static void Tokens<T>(ReadOnlySpan<T> inputs, int vocabulary, int batch, ReadOnlySpan<int> lengths)
        where T : unmanaged
    {
        for (var step = 0; step * batch < inputs.Length; step++)
        {
            var row = inputs.Slice(step * batch, batch);
            for (var stream = 0; stream < row.Length; stream++)
            {
                if (!IsToken(row[stream], vocabulary) && (lengths.IsEmpty || step < lengths[stream]))
                {
                    throw NoToken(row[stream], vocabulary, $"The input of stream {stream} at step {step}", nameof(inputs));
                }
            }
        }
    }

    /// <summary>Checks the first input of sequences that a network is to say, if its inputs are tokens.</summary>
    /// <param name="network">The network.</param>
    /// <param name="start">The input, <c>[InputSize]</c>.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    internal static void Start<T>(IRecurrentNetwork<T> network, ReadOnlySpan<T> start)
        where T : unmanaged
    {
        if (network is IShardedNetwork<T> { Vocabulary: > 0 and var vocabulary } && !IsToken(start[0], vocabulary))
        {
            throw NoToken(start[0], vocabulary, "The start input", nameof(start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsToken<T>(T value, int vocabulary)
        where T : unmanaged
    {
        var number = ToDouble(value);
        return (uint)(int)number < (uint)vocabulary && (int)number == number;
    }

    private static double ToDouble<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref value) : Unsafe.As<T, double>(ref value);

    private static ArgumentException NoToken<T>(T value, int vocabulary, string what, string name)
        where T : unmanaged =>
        new(FormattableString.Invariant($"{what} is {value}; a token must be a whole number from 0 to {vocabulary - 1}."), name);
}
