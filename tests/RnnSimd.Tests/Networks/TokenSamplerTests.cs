namespace RnnSimd.Tests.Networks;

public class TokenSamplerTests
{
    private const int Draws = 20_000;

    private static readonly double[] s_logits = [Math.Log(0.5), Math.Log(0.2), double.NegativeInfinity, Math.Log(0.3)];

    [Fact]
    public void Tokens_are_drawn_with_the_probabilities_of_the_model() => AssertShares([0.5, 0.2, 0, 0.3], new());

    [Fact]
    public void Temperature_sharpens_or_evens_out()
    {
        // p to the power of 1 / temperature.
        AssertShares([0.25 / 0.38, 0.04 / 0.38, 0, 0.09 / 0.38], new() { Temperature = 0.5 });
        var roots = new[] { Math.Sqrt(0.5), Math.Sqrt(0.2), 0, Math.Sqrt(0.3) };
        AssertShares([.. roots.Select(root => root / roots.Sum())], new() { Temperature = 2 });
    }

    [Fact]
    public void Top_k_leaves_the_most_probable_only()
    {
        AssertShares([0.5 / 0.8, 0, 0, 0.3 / 0.8], new() { TopK = 2 });
        AssertShares([1, 0, 0, 0], new() { TopK = 1 });
        AssertShares([0.5, 0.2, 0, 0.3], new() { TopK = 9 });
        Assert.All(Drawn([1.0, 2, 2, 2], new() { TopK = 2 }), token => Assert.InRange(token, 1, 2));
    }

    [Fact]
    public void At_temperature_0_the_most_probable_is_taken_the_first_of_several()
    {
        Assert.All(Drawn([1.0, 7, 3, 7], new() { Temperature = 0 }), token => Assert.Equal(1, token));
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        AssertShares([0.5, 0.5], new(), [1e300, 1e300]);
        AssertShares([1, 0], new() { Temperature = 1e-300 }, [2, 1]);
        AssertShares([0.5, 0.5], new(), [-1e300, -1e300]);
    }

    [Fact]
    public void The_same_seed_draws_the_same()
    {
        Assert.Equal(Drawn(s_logits, new(seed: 4)), Drawn(s_logits, new(seed: 4)));
        Assert.NotEqual(Drawn(s_logits, new(seed: 4)), Drawn(s_logits, new(seed: 5)));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_largest_vocabulary_has_been_seen()
    {
        var sampler = new TokenSampler { TopK = 2 };
        sampler.Next<double>(s_logits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Next<double>(s_logits);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_cannot_be_drawn_from_is_refused()
    {
        var sampler = new TokenSampler();
        Assert.Throws<ArgumentException>("logits", () => sampler.Next<float>([]));
        Assert.Contains("token 1 is NaN", Assert.Throws<ArgumentException>("logits", () => sampler.Next([1f, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("logits", () => sampler.Next([1f, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>("logits", () => sampler.Next([float.NegativeInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>("Temperature", () => new TokenSampler { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Temperature", () => new TokenSampler { Temperature = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("TopK", () => new TokenSampler { TopK = -1 });
    }

    private static int[] Drawn(double[] logits, TokenSampler sampler) => [.. Enumerable.Range(0, 100).Select(_ => sampler.Next<double>(logits))];

    /// <summary>Four standard deviations of a share are less than 1.5%.</summary>
    private static void AssertShares(double[] expected, TokenSampler sampler, double[]? logits = null)
    {
        var counts = new int[expected.Length];
        for (var i = 0; i < Draws; i++)
        {
            counts[sampler.Next<double>(logits ?? s_logits)]++;
        }

        for (var token = 0; token < expected.Length; token++)
        {
            var share = (double)counts[token] / Draws;
            Assert.True(expected[token] is 0 or 1 ? share == expected[token] : Math.Abs(share - expected[token]) < 0.015, $"token {token}: {share}, expected {expected[token]}");
        }
    }
}
