using RnnSimd.Tests.Training.Loop;

namespace RnnSimd.Tests.Networks;

public class GenerationTests
{
    [Fact]
    public void Outputs_are_fed_back()
    {
        var network = new Loop3(seed: 1);
        var (state, outputs) = (new double[3], new double[4 * 3]);
        network.Generate([0.1, 0.2, 0.3], state, outputs);

        // The same as a sequence whose inputs are the outputs one step later.
        double[] inputs = [0.1, 0.2, 0.3, .. outputs[..9]];
        var (expectedState, expected) = (new double[3], new double[4 * 3]);
        network.Run(inputs, expectedState, expected);
        Assert.Equal(expected, outputs);
        Assert.Equal(expectedState, state);
    }

    [Fact]
    public void Tokens_that_are_drawn_are_read()
    {
        var network = new Writer(seed: 1);
        var (state, tokens) = (new double[4], new int[5]);
        network.Generate(3, state, tokens, new TokenSampler(seed: 7));

        double[] read = [3, .. tokens[..4].Select(token => (double)token)];
        var (expectedState, logits) = (new double[4], new double[5 * 6]);
        network.Run(read, expectedState, logits);
        var sampler = new TokenSampler(seed: 7);
        Assert.Equal(Enumerable.Range(0, 5).Select(t => sampler.Next<double>(logits.AsSpan(6 * t, 6))), tokens);
        Assert.Equal(expectedState, state);
        Assert.True(tokens.Distinct().Count() > 1, "always the same token shows little");
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var loop = new Loop3();
        Assert.Throws<ArgumentException>("network", () => new Reader().Generate([1, 2], new double[4], new double[4]));
        Assert.Throws<ArgumentException>("input", () => loop.Generate([1], new double[3], new double[3]));
        Assert.Throws<ArgumentException>("state", () => loop.Generate([1, 2, 3], new double[2], new double[3]));
        Assert.Throws<ArgumentException>("outputs", () => loop.Generate([1, 2, 3], new double[3], new double[4]));
        Assert.Throws<ArgumentException>("network", () => loop.Generate(1, new double[3], new int[4], new TokenSampler()));
        Assert.Throws<ArgumentException>("network", () => new OfNumbers().Generate(1, [], new int[4], new TokenSampler()));
        Assert.Throws<ArgumentException>("network", () => new SaysMoreThanItReads().Generate(1, [], new int[4], new TokenSampler()));
        Assert.Throws<ArgumentException>("state", () => new Writer().Generate(1, new double[3], new int[4], new TokenSampler()));
    }
}
