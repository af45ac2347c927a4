using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>What does not fit is refused, by name, before anything is written.</summary>
public sealed class LossArgumentTests
{
    private readonly MeanSquaredError<float> _loss = new();
    private readonly float[] _gradients = [7, 7, 7, 7];

    [Fact]
    public void No_rows_add_up_to_0()
    {
        Assert.Equal(0f, _loss.Evaluate([], [], weights: [], []));
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => _loss.Evaluate([1], [], weights: [], [])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => _loss.Evaluate([], [1], weights: [], [])).ParamName);
        Assert.Equal("outputGradients", Assert.Throws<ArgumentException>(() => _loss.Evaluate([], [], weights: [], _gradients)).ParamName);
    }

    [Fact]
    public void No_rows_have_no_mean() =>
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => _loss.Evaluate([], [], outputSize: 2, [])).ParamName);

    [Fact]
    public void A_row_has_an_element() =>
        Assert.Equal("outputSize", Assert.Throws<ArgumentOutOfRangeException>(() => _loss.Evaluate([1, 2], [1, 2], outputSize: 0, [])).ParamName);

    [Theory]
    [InlineData(3, 4)]
    [InlineData(2, 0)]
    public void Weights_have_to_fit_the_outputs(int rows, int outputs)
    {
        var error = Assert.Throws<ArgumentException>(() => _loss.Evaluate(new float[outputs], new float[4], new float[rows], _gradients));

        Assert.Equal("outputs", error.ParamName);
        Assert.Contains($"{rows} rows", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{outputs} outputs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_have_to_be_whole_rows() =>
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => _loss.Evaluate(new float[4], new float[4], outputSize: 3, [])).ParamName);

    [Fact]
    public void Targets_and_gradients_have_to_fit_the_outputs()
    {
        var targets = Assert.Throws<ArgumentException>(() => _loss.Evaluate(new float[4], new float[3], new float[2], _gradients));
        Assert.Equal("targets", targets.ParamName);
        Assert.Contains("4 elements", targets.Message, StringComparison.Ordinal);
        Assert.Equal(
            "targets", Assert.Throws<ArgumentException>(() => new CrossEntropy<float>().Evaluate(new float[4], new float[4], outputSize: 2, [])).ParamName);
        Assert.Equal(
            "outputGradients", Assert.Throws<ArgumentException>(() => _loss.Evaluate(new float[2], new float[2], outputSize: 1, _gradients)).ParamName);
        Assert.Equal([7, 7, 7, 7], _gradients);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_target_that_is_no_class_is_refused_by_row_value_and_range(float target)
    {
        var error = Assert.Throws<ArgumentException>(() => new CrossEntropy<float>().Evaluate([1, 2, 3, 4], [1, target], outputSize: 2, _gradients));

        Assert.Equal("targets", error.ParamName);
        Assert.Contains("Row 1:", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 1", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{target}", error.Message, StringComparison.Ordinal);
        Assert.Equal([7, 7, 7, 7], _gradients);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_target_that_is_no_probability_is_refused_by_row_element_and_value(double target)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new BinaryCrossEntropy<double>().Evaluate([1, 2, 3, 4], [0, 1, 0.5, target], outputSize: 2, []));

        Assert.Contains("Row 1: target 1", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{target}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Means_without_variances_are_refused() =>
        Assert.Equal(
            "outputSize", Assert.Throws<ArgumentException>(() => new GaussianLikelihood<float>().Evaluate([1, 2, 3], [1], outputSize: 3, [])).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Huber_needs_a_delta(double delta) =>
        Assert.Equal("delta", Assert.Throws<ArgumentOutOfRangeException>(() => new Huber<float>(delta)).ParamName);
}
