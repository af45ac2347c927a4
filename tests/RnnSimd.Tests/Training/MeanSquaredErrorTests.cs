using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public class MeanSquaredErrorTests
{
    [Fact]
    public void Value_and_gradient_by_hand()
    {
        // Errors 1, −2, 0, 3: the mean square is 14 / 4, the gradients are half the errors.
        var gradients = new float[4];

        var loss = MeanSquaredError.Evaluate([3f, 1, 5, 2], [2f, 3, 5, -1], gradients);

        Assert.Equal(3.5f, loss);
        Assert.Equal([0.5f, -1, 0, 1.5f], gradients);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(2000)]
    public void Gradient_is_the_difference_quotient(int count)
    {
        var random = new Random(count);
        var outputs = Values(random, count);
        var targets = Values(random, count);
        var direction = Values(random, count);
        var gradients = new double[count];
        MeanSquaredError.Evaluate(outputs, targets, gradients);

        // The loss is quadratic, so central differences are exact but for rounding.
        var ahead = MeanSquaredError.Evaluate([.. outputs.Zip(direction, (o, d) => o + d)], targets, []);
        var behind = MeanSquaredError.Evaluate([.. outputs.Zip(direction, (o, d) => o - d)], targets, []);

        Assert.Equal((ahead - behind) / 2, gradients.Zip(direction, (g, d) => g * d).Sum(), 1e-13);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(5000)]
    public void Value_is_the_plain_mean_and_the_same_without_gradients(int count)
    {
        var random = new Random(count);
        var outputs = Array.ConvertAll(Values(random, count), value => (float)value);
        var targets = Array.ConvertAll(Values(random, count), value => (float)value);

        var loss = MeanSquaredError.Evaluate<float>(outputs, targets, new float[count]);

        Assert.Equal(outputs.Zip(targets, (o, t) => (double)(o - t) * (o - t)).Average(), loss, 1e-6);
        Assert.Equal(loss, MeanSquaredError.Evaluate<float>(outputs, targets, []));
    }

    [Fact]
    public void An_error_that_is_not_finite_shows_in_the_value()
    {
        Assert.Equal(double.NaN, MeanSquaredError.Evaluate([1, double.NaN], [0.0, 0], []));
        Assert.Equal(double.PositiveInfinity, MeanSquaredError.Evaluate([1, double.NegativeInfinity], [0.0, 0], []));
    }

    [Fact]
    public void Wrong_lengths_are_refused_before_anything_is_written()
    {
        float[] gradients = [7, 7];

        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => MeanSquaredError.Evaluate<float>([], [], [])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => MeanSquaredError.Evaluate([1f, 2], [1f], gradients)).ParamName);
        Assert.Equal("outputGradients", Assert.Throws<ArgumentException>(() => MeanSquaredError.Evaluate([1f], [2f], gradients)).ParamName);
        Assert.Equal([7, 7], gradients);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var outputs = new double[3000];
        var gradients = new double[3000];
        MeanSquaredError.Evaluate<double>(outputs, outputs, gradients);

        var before = GC.GetAllocatedBytesForCurrentThread();
        MeanSquaredError.Evaluate<double>(outputs, outputs, gradients);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2 - 1)];
}
