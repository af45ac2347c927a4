using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>Values that can be told by hand, and numbers at which the textbooks' formulas fail.</summary>
public sealed class LossValueTests
{
    private readonly float[] _single = new float[4];
    private readonly double[] _gradients = new double[4];

    [Fact]
    public void Mean_squared_error_by_hand()
    {
        // Errors 1, −2, 0, 3: the mean square is 14 / 4, the gradients are half the errors.
        Assert.Equal(3.5f, new MeanSquaredError<float>().Evaluate([3, 1, 5, 2], [2, 3, 5, -1], outputSize: 4, _single));
        Assert.Equal([0.5f, -1, 0, 1.5f], _single);

        // However the elements are arranged in rows.
        Assert.Equal(3.5f, new MeanSquaredError<float>().Evaluate([3, 1, 5, 2], [2, 3, 5, -1], outputSize: 1, _single));
        Assert.Equal([0.5f, -1, 0, 1.5f], _single);
    }

    [Fact]
    public void Mean_absolute_error_by_hand()
    {
        Assert.Equal(1.5, new MeanAbsoluteError<double>().Evaluate([3, 1, 5, 2], [2, 3, 5, -1], outputSize: 4, _gradients));
        Assert.Equal([0.25, -0.25, 0, 0.25], _gradients);
    }

    [Fact]
    public void Huber_by_hand()
    {
        // With δ = 2: ½, 2 (the border), 0 and 2 (3 − 1) = 4.
        Assert.Equal(6.5 / 4, new Huber<double>(2).Evaluate([3, 1, 5, 2], [2, 3, 5, -1], outputSize: 4, _gradients));
        Assert.Equal([0.25, -0.5, 0, 0.5], _gradients);
    }

    [Fact]
    public void Weights_multiply_rows()
    {
        // Rows of squares 1 and 4, 0 and 9: 2 · 2.5 + 4 · 4.5.
        Assert.Equal(23, new MeanSquaredError<double>().Evaluate([3, 1, 5, 2], [2, 3, 5, -1], [2.0, 4.0], _gradients));
        Assert.Equal([2, -4, 0, 12], _gradients);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e4f)]
    [InlineData(-1e4f)]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_their_number(float logit)
    {
        Assert.Equal(MathF.Log(4), new CrossEntropy<float>().Evaluate([logit, logit, logit, logit], [2], outputSize: 4, _single), 1e-6f);
        Assert.Equal([0.25f, 0.25f, -0.75f, 0.25f], _single);
    }

    [Fact]
    public void Cross_entropy_of_huge_logits_is_their_difference()
    {
        var loss = new CrossEntropy<float>();

        Assert.Equal(2e4f, loss.Evaluate([1e4f, -1e4f, 0, 0], [1], outputSize: 4, _single));
        Assert.Equal([1, -1, 0, 0], _single);
        Assert.Equal(0, loss.Evaluate([1e4f, -1e4f, 0, 0], [0], outputSize: 4, _single));
        Assert.Equal([0, 0, 0, 0], _single);
    }

    [Fact]
    public void An_impossible_class_takes_no_part()
    {
        var loss = new CrossEntropy<double>();

        Assert.Equal(Math.Log(2), loss.Evaluate([3, double.NegativeInfinity, 3, double.NegativeInfinity], [2], outputSize: 4, _gradients), 1e-15);
        Assert.Equal([0.5, 0, -0.5, 0], _gradients);
        Assert.Equal(double.PositiveInfinity, loss.Evaluate([3, double.NegativeInfinity], [1], outputSize: 2, []));
    }

    [Fact]
    public void Binary_cross_entropy_of_huge_logits_is_what_is_wrong_with_them()
    {
        var loss = new BinaryCrossEntropy<float>();

        Assert.Equal(0, loss.Evaluate([1e4f, -1e4f, 1e4f, -1e4f], [1, 0, 1, 0], outputSize: 4, _single));
        Assert.Equal([0, 0, 0, 0], _single);
        Assert.Equal(1e4f, loss.Evaluate([1e4f, -1e4f, 1e4f, -1e4f], [0, 1, 0, 1], outputSize: 4, _single));
        Assert.Equal([0.25f, -0.25f, 0.25f, -0.25f], _single);
    }

    [Fact]
    public void Binary_cross_entropy_of_an_undecided_output_is_log_2() =>
        Assert.Equal(Math.Log(2), new BinaryCrossEntropy<double>().Evaluate([0, 0], [1, 0.3], outputSize: 2, []), 1e-15);

    [Fact]
    public void Gaussian_likelihood_by_hand()
    {
        // Means 1 and 0, variances 1 and 4, targets 1 and 4: the errors are 0 and 2 standard deviations.
        var value = new GaussianLikelihood<double>().Evaluate([1, 0, 0, Math.Log(4)], [1, 4], outputSize: 4, _gradients);

        Assert.Equal(0.5 * Math.Log(2 * Math.PI) + (0.5 * Math.Log(2 * Math.PI * 4) + 2), value, 1e-14);
        Assert.Equal(0, _gradients[0]);
        Assert.Equal(-1, _gradients[1], 1e-15);
        Assert.Equal(0.5, _gradients[2], 1e-15);
        Assert.Equal(-1.5, _gradients[3], 1e-15);
    }

    [Fact]
    public void An_infinite_error_shows_in_the_value() =>
        Assert.Equal(double.PositiveInfinity, new MeanSquaredError<double>().Evaluate([1, double.NegativeInfinity], [0.0, 0], outputSize: 1, []));
}
