namespace LanguageModel;

/// <summary>
/// The probability of a character after those right before it, counted in a text. What has been seen seldom is mixed with what a shorter context says, by
/// how many different characters have followed: Witten and Bell, "The zero-frequency problem", IEEE Transactions on Information Theory 37, 1991.
/// </summary>
internal sealed class MarkovModel
{
    private readonly int _order;
    private readonly Dictionary<long, int[]> _counts = [];

    public MarkovModel(int order, ReadOnlySpan<float> text)
    {
        _order = order;
        for (var place = 0; place < text.Length; place++)
        {
            for (var length = 0; length <= Math.Min(order, place); length++)
            {
                var key = KeyOf(text, place, length);
                if (!_counts.TryGetValue(key, out var counts))
                {
                    _counts.Add(key, counts = new int[Alphabet.Size]);
                }

                counts[(int)text[place]]++;
            }
        }
    }

    /// <summary>e to the power of the mean of −log p over all characters but the first.</summary>
    public double Perplexity(ReadOnlySpan<float> text)
    {
        var sum = 0.0;
        for (var place = 1; place < text.Length; place++)
        {
            sum -= Math.Log(Probability(text, place));
        }

        return Math.Exp(sum / (text.Length - 1));
    }

    private double Probability(ReadOnlySpan<float> text, int place)
    {
        // From no context at all to the longest.
        var probability = 1.0 / Alphabet.Size;
        for (var length = 0; length <= Math.Min(_order, place); length++)
        {
            if (_counts.TryGetValue(KeyOf(text, place, length), out var counts))
            {
                var (all, different) = (counts.Sum(), counts.Count(count => count > 0));
                probability = (counts[(int)text[place]] + different * probability) / (all + different);
            }
        }

        return probability;
    }

    /// <summary>Different for each context, of any length.</summary>
    private static long KeyOf(ReadOnlySpan<float> text, int place, int length)
    {
        var key = 1L;
        for (var i = place - length; i < place; i++)
        {
            key = key * Alphabet.Size + (int)text[i];
        }

        return key;
    }
}
