using System.Numerics;

namespace RnnSimd;

/// <summary>
/// Draws tokens from what a language model says: with the probabilities softmax(logits / temperature), of the most probable ones only if so wished. The
/// same seed and logits give the same tokens. Drawing allocates nothing once the largest vocabulary has been seen.
/// </summary>
/// <param name="seed">Decides what is drawn.</param>
public sealed class TokenSampler(int seed = 0)
{
    private readonly Random _random = new(seed);
    private (double Weight, int Token)[] _candidates = [];

    /// <summary>
    /// How bold the choice is: 1, as it is unless set, for the model's own probabilities; less makes the probable more probable, more evens them out. At 0 the
    /// most probable token is taken, the first of several.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double Temperature
    {
        get;
        init => field = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "Temperature must be finite and 0 or more.");
    } = 1;

    /// <summary>
    /// How many of the most probable tokens are drawn from; 0, as it is unless set, for all. Of equally probable ones the first count. Fan, Lewis and Dauphin,
    /// "Hierarchical Neural Story Generation", ACL 2018.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int TopK
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(TopK));
            field = value;
        }
    }

    /// <summary>Draws a token.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">What the model says of each token, before the softmax: one token or more. −∞ stands for never.</param>
    /// <returns>The token's id, its place among the logits.</returns>
    /// <exception cref="ArgumentException">There are no logits, one is NaN or +∞, or all are −∞.</exception>
    public int Next<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var best = MostProbable(logits);
        if (Temperature == 0 || TopK == 1)
        {
            return best;
        }

        var candidates = Candidates(logits);
        var total = 0.0;
        foreach (ref var candidate in candidates)
        {
            // At most 1, however large the logits are.
            candidate.Weight = Math.Exp((-candidate.Weight - double.CreateChecked(logits[best])) / Temperature);
            total += candidate.Weight;
        }

        // Rounding may leave a rest after the last.
        var choice = _random.NextDouble() * total;
        foreach (var (weight, token) in candidates)
        {
            choice -= weight;
            if (choice < 0)
            {
                return token;
            }
        }

        return best;
    }

    /// <summary>The tokens to choose from; the weight of each is its logit with the other sign.</summary>
    private Span<(double Weight, int Token)> Candidates<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_candidates.Length < logits.Length)
        {
            _candidates = new (double, int)[logits.Length];
        }

        for (var token = 0; token < logits.Length; token++)
        {
            _candidates[token] = (-double.CreateChecked(logits[token]), token);
        }

        if (TopK == 0 || TopK >= logits.Length)
        {
            return _candidates.AsSpan(0, logits.Length);
        }

        // In ascending order the most probable come first, and of equal ones the first.
        _candidates.AsSpan(0, logits.Length).Sort();
        return _candidates.AsSpan(0, TopK);
    }

    private static int MostProbable<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (logits.IsEmpty)
        {
            throw new ArgumentException("There are no logits to choose from.", nameof(logits));
        }

        var best = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            if (T.IsNaN(logits[token]) || T.IsPositiveInfinity(logits[token]))
            {
                throw new ArgumentException($"The logit of token {token} is {logits[token]}; it must be finite or −∞.", nameof(logits));
            }

            best = logits[token] > logits[best] ? token : best;
        }

        return T.IsFinite(logits[best]) ? best : throw new ArgumentException("All logits are −∞: there is nothing to choose.", nameof(logits));
    }
}
