namespace RnnSimd.Training;

/// <summary>In which order an epoch takes the sequences of a data set.</summary>
public static class SequenceOrder
{
    /// <summary>
    /// Fills in the numbers 0, 1, 2, … shuffled, each order as likely as the others (Fisher and Yates). Seed and epoch alone decide, so that a
    /// resumed run goes on where it stopped. Allocates nothing.
    /// </summary>
    /// <param name="order">Receives the numbers.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The number of the epoch.</param>
    public static void Shuffle(Span<int> order, int seed, int epoch)
    {
        // Seed and epoch are the halves of one number, and no two numbers have the same at one place of their sequences: no two pairs share a stream.
        var stream = SplitMix64.At((ulong)(uint)seed << 32 | (uint)epoch, 0);
        for (var i = 0; i < order.Length; i++)
        {
            // Of 2⁶⁴ numbers each place gets as many as another, but for one.
            var place = (int)Math.BigMul(SplitMix64.At(stream, i), (ulong)i + 1, out _);
            order[i] = order[place];
            order[place] = i;
        }
    }
}
