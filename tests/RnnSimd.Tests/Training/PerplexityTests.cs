using RnnSimd.Tests.Training.Loop;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public class PerplexityTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(1025)]
    [InlineData(2500)]
    public void It_is_the_inverse_of_the_geometric_mean_of_what_the_right_tokens_are_given(int length)
    {
        var network = new Writer(seed: 1);
        var random = new Random(1);
        var tokens = Enumerable.Range(0, length).Select(_ => (double)random.Next(6)).ToArray();
        var (state, logits, sum) = (new double[4], new double[6], 0.0);
        for (var t = 0; t < length - 1; t++)
        {
            network.Step(tokens.AsSpan(t, 1), state, logits);
            sum += Math.Log(Math.Exp(logits[(int)tokens[t + 1]]) / logits.Sum(Math.Exp));
        }

        Assert.Equal(Math.Exp(-sum / (length - 1)), Perplexity.Of<double>(network, tokens), 1e-10);
    }

    [Fact]
    public void A_model_that_knows_nothing_has_that_of_its_vocabulary()
    {
        var network = new Writer();
        network.Parameters.Clear();

        Assert.Equal(6, Perplexity.Of(network, [0.0, 3, 1, 5]), 1e-12);
        Assert.Equal(6, Perplexity.Of(Math.Log(6)), 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("tokens", () => Perplexity.Of(new Writer(), [1.0]));
        Assert.Throws<ArgumentException>("network", () => Perplexity.Of(new Reader(), [1.0, 2]));
        Assert.Throws<ArgumentException>("network", () => Perplexity.Of(new OfNumbers(), [1.0, 2]));
    }
}
