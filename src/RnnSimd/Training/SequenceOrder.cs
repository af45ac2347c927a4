namespace RnnSimd.Training;

/// <summary>In which order an epoch takes the sequences of a data set.</summary>
public static class SequenceOrder
{
    /// <summary>
    /// Fills in the numbers 0, 1, 2, … shuffled, each order as likely as the others (Fisher and Yates). Seed and epoch alone decide, so that a
    /// resumed run goes on where it stopped.
    /// </summary>
    /// <param name="order">Receives the numbers.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The number of the epoch.</param>
    public static void Shuffle(Span<int> order, int seed, int epoch)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new Random(unchecked(seed * 0x1000193 + epoch)).Shuffle(order);
    }
}
