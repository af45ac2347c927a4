using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

public sealed class RmsPropTests
{
    [Fact]
    public void Two_steps_by_hand()
    {
        // With ρ = ½ the average of 2² is 2, then of 2² and 0² it is 1; the first step is 2 / (√2 + 1), the second none.
        var rmsProp = new RmsProp<double>(1) { LearningRate = 0.5, Rho = 0.5, Epsilon = 1 };
        double[] parameters = [0];

        rmsProp.Step(parameters, [2.0]);
        Assert.Equal(-1 / (Math.Sqrt(2) + 1), parameters[0], 1e-15);
        Assert.Equal([2.0], rmsProp.State.Single().Values);

        rmsProp.Step(parameters, [0.0]);
        Assert.Equal(-1 / (Math.Sqrt(2) + 1), parameters[0], 1e-15);
        Assert.Equal([1.0], rmsProp.State.Single().Values);
    }

    [Fact]
    public void A_constant_gradient_moves_by_the_learning_rate_in_the_end()
    {
        var rmsProp = new RmsProp<double>(2) { LearningRate = 0.01 };
        double[] parameters = [0, 0];
        double[] before = [0, 0];
        for (var step = 0; step < 400; step++)
        {
            parameters.CopyTo(before, 0);
            rmsProp.Step(parameters, [1e3, -1e-2]);
        }

        Assert.Equal(-0.01, parameters[0] - before[0], 1e-8);
        Assert.Equal(0.01, parameters[1] - before[1], 1e-7);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("Rho", Assert.ThrowsAny<ArgumentException>(() => new RmsProp<float>(1) { Rho = 1 }).ParamName);
        Assert.Equal("Epsilon", Assert.ThrowsAny<ArgumentException>(() => new RmsProp<float>(1) { Epsilon = 0 }).ParamName);
    }
}
