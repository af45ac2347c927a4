using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

public class SgdTests
{
    [Fact]
    public void Without_momentum_a_step_is_the_rate_times_the_gradient()
    {
        var sgd = new Sgd<float>(2) { LearningRate = 0.25 };
        float[] parameters = [1, -1];

        sgd.Step(parameters, [2, 4]);
        sgd.Step(parameters, [-4, 8]);

        Assert.Equal([1 - 0.5f + 1, -1 - 1 - 2], parameters);
    }

    [Fact]
    public void Momentum_keeps_a_share_of_the_velocity()
    {
        // Velocities 8, 4 + 4 = 8, 4 + 0 = 4.
        var sgd = new Sgd<double>(1) { LearningRate = 0.5, Momentum = 0.5 };
        double[] parameters = [0];

        sgd.Step(parameters, [8.0]);
        Assert.Equal(-4.0, parameters[0]);
        sgd.Step(parameters, [4.0]);
        Assert.Equal(-8.0, parameters[0]);
        sgd.Step(parameters, [0.0]);
        Assert.Equal(-10.0, parameters[0]);
    }

    [Fact]
    public void A_quadratic_bowl_is_descended()
    {
        var sgd = new Sgd<double>(2) { LearningRate = 0.02, Momentum = 0.9 };
        double[] parameters = [3, -2];
        for (var step = 0; step < 1000; step++)
        {
            sgd.Step(parameters, [parameters[0] - 1, 10 * (parameters[1] - 2)]);
        }

        Assert.Equal(1, parameters[0], 1e-9);
        Assert.Equal(2, parameters[1], 1e-9);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("Momentum", Assert.ThrowsAny<ArgumentException>(() => new Sgd<float>(1) { Momentum = 1 }).ParamName);
        Assert.Equal("Momentum", Assert.ThrowsAny<ArgumentException>(() => new Sgd<float>(1) { Momentum = double.NaN }).ParamName);
        Assert.Equal(
            "LearningRate",
            Assert.ThrowsAny<ArgumentException>(() => new Sgd<float>(1) { LearningRate = double.PositiveInfinity }).ParamName);
    }
}
