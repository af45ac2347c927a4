using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnSimd;

/// <summary>
/// For generated code: a mask of dropout. An element is 0 with the probability of the rate, else 1 / (1 − rate), so that its mean is 1: Srivastava, Hinton,
/// Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting" (2014).
/// </summary>
/// <param name="Layer">The layer, counted from the input.</param>
/// <param name="Call">How many calls of Dropout come before its own in a step of the layer's cell.</param>
/// <param name="Rate">The rate.</param>
/// <param name="Offset">Where it starts in the row that holds all masks of a stream.</param>
/// <param name="Length">The number of elements.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DropoutMask(int Layer, int Call, double Rate, int Offset, int Length)
{
    /// <summary>The number of elements of the row that holds all masks of a stream.</summary>
    internal static int RowSize(ReadOnlySpan<DropoutMask> masks) => masks.IsEmpty ? 0 : masks[^1].Offset + masks[^1].Length;

    /// <summary>
    /// Draws the mask of a stream. Each element is a function of the seed, the mask, the stream and the element's place alone, whoever draws it and
    /// in whatever order.
    /// </summary>
    /// <param name="mask">Receives it.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream's number in the batch.</param>
    internal void Draw<T>(Span<T> mask, long seed, int stream)
        where T : unmanaged
    {
        var key = SplitMix64.At(SplitMix64.At(SplitMix64.At((ulong)seed, Layer), Call), stream);
        var (dropped, kept) = (Number<T>(0), Number<T>(1 / (1 - Rate)));
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = Uniform(SplitMix64.At(key, i)) < Rate ? dropped : kept;
        }
    }

    /// <summary>A number in the network's precision.</summary>
    internal static T Number<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);

    // From 0 up to 1, as many bits as a double has.
    private static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
