using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

public class OptimizerTests
{
    public static TheoryData<Optimizer<float>> Optimizers =>
    [
        new Adam<float>(3),
        new Sgd<float>(3),
        new Sgd<float>(3) { Momentum = 0.9 },
        new RmsProp<float>(3),
        new AdamW<float>(3) { WeightDecay = new(0.1, [new("all", Rows: 3, Columns: 1, Offset: 0, RowStride: 1, ColumnStride: 1, Rank: 1)]) },
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_wrong_length_is_refused(Optimizer<float> optimizer)
    {
        var parameters = new float[] { 1, 2, 3 };

        var exception = Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, new float[2]));
        Assert.Equal("gradients", exception.ParamName);
        Assert.Contains("3 parameters", exception.Message, StringComparison.Ordinal);
        Assert.Contains("2 elements", exception.Message, StringComparison.Ordinal);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => optimizer.Step(new float[4], new float[3])).ParamName);
        Assert.Equal([1, 2, 3], parameters);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_is_refused_and_leaves_no_trace(float gradient)
    {
        foreach (var (disturbed, undisturbed) in Optimizers.Zip(Optimizers, (a, b) => (a.Data, b.Data)))
        {
            var parameters = new float[] { 1, 2, 3 };
            var expected = new float[] { 1, 2, 3 };

            disturbed.Step(parameters, [0.5f, -1, 2]);
            var exception = Assert.Throws<ArgumentException>(() => disturbed.Step(parameters, [1, gradient, 1]));
            disturbed.Step(parameters, [1, 1, -1]);

            undisturbed.Step(expected, [0.5f, -1, 2]);
            undisturbed.Step(expected, [1, 1, -1]);

            Assert.Equal("gradients", exception.ParamName);
            Assert.Contains("element 1", exception.Message, StringComparison.Ordinal);
            Assert.Equal(expected, parameters);
        }
    }

    [Fact]
    public void A_step_that_is_refused_is_not_counted()
    {
        var sgd = new Sgd<double>(1);
        sgd.Step(new double[1], [1.0]);
        Assert.Throws<ArgumentException>(() => sgd.Step(new double[1], [double.NaN]));
        Assert.Equal(1, sgd.StepCount);
        Assert.Equal("StepCount", Assert.Throws<ArgumentOutOfRangeException>(() => sgd.StepCount = -1).ParamName);
    }

    [Fact]
    public void What_is_remembered_has_names()
    {
        Assert.Equal(["mean", "square"], new AdamW<float>(1).State.Select(state => state.Name));
        Assert.Equal(["velocity"], new Sgd<float>(1) { Momentum = 0.5 }.State.Select(state => state.Name));
        Assert.Empty(new Sgd<float>(1).State);
    }

    [Fact]
    public void An_empty_buffer_is_no_error()
    {
        new Adam<double>(0).Step([], []);
        new Sgd<double>(0) { Momentum = 0.5 }.Step([], []);
    }
}
