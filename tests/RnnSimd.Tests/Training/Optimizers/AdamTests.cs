using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

public class AdamTests
{
    [Fact]
    public void Three_steps_by_hand()
    {
        // With β₁ = 1/2, β₂ = 3/4 and these gradients, m / (1 − β₁ᵗ) is 1, −4/3, 4/7 and √(v / (1 − β₂ᵗ)) is 1, 2, 2.
        var adam = new Adam<double>(1) { LearningRate = 0.1, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 1 };
        double[] parameters = [0];

        adam.Step(parameters, [1.0]);
        Assert.Equal(-0.1 / 2, parameters[0], 1e-15);

        adam.Step(parameters, [-2.5]);
        Assert.Equal(-0.1 / 2 + 0.1 * 4 / 9, parameters[0], 1e-15);

        adam.Step(parameters, [2.0]);
        Assert.Equal(-0.1 / 2 + 0.1 * 4 / 9 - 0.1 * 4 / 21, parameters[0], 1e-15);
    }

    [Fact]
    public void A_constant_gradient_moves_by_the_learning_rate_whatever_its_size()
    {
        // Both averages, corrected, are then the gradient and its square; ε is too small to show.
        var adam = new Adam<double>(3) { LearningRate = 0.01 };
        double[] parameters = [1, 1, 1];
        for (var step = 0; step < 50; step++)
        {
            adam.Step(parameters, [1e3, -1e-2, 0]);
        }

        Assert.Equal(1 - 50 * 0.01, parameters[0], 1e-6);
        Assert.Equal(1 + 50 * 0.01, parameters[1], 1e-6);
        Assert.Equal(1.0, parameters[2]);
    }

    [Fact]
    public void The_learning_rate_can_change_between_steps()
    {
        var adam = new Adam<double>(1) { LearningRate = 0.5 };
        double[] parameters = [0];
        adam.Step(parameters, [2.0]);
        adam.LearningRate = 0.125;
        adam.Step(parameters, [2.0]);

        Assert.Equal(-0.625, parameters[0], 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(1029)]
    public void Each_element_is_computed_by_the_same_rounded_operations(int count)
    {
        var random = new Random(count);
        var adam = new Adam<float>(count) { LearningRate = 3e-3f };
        var parameters = Values(random, count);
        var expected = parameters.ToArray();
        var mean = new float[count];
        var square = new float[count];
        for (var step = 1; step <= 3; step++)
        {
            var gradients = Values(random, count);
            adam.Step(parameters, gradients);

            var rate = (float)(-(double)3e-3f / (1 - Math.Pow(0.9, step)));
            for (var i = 0; i < count; i++)
            {
                mean[i] = gradients[i] * (float)(1 - 0.9) + mean[i] * 0.9f;
                square[i] = gradients[i] * gradients[i] * (float)(1 - 0.999) + square[i] * 0.999f;
                var deviation = MathF.Sqrt(square[i] / (float)(1 - Math.Pow(0.999, step))) + 1e-8f;
                expected[i] = mean[i] / deviation * rate + expected[i];
            }
        }

        Assert.Equal(expected, parameters);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("parameterCount", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(-1)).ParamName);
        Assert.Equal("LearningRate", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(1) { LearningRate = -1 }).ParamName);
        Assert.Equal("LearningRate", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(1) { LearningRate = double.NaN }).ParamName);
        Assert.Equal("Beta1", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(1) { Beta1 = 1 }).ParamName);
        Assert.Equal("Beta2", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(1) { Beta2 = -0.1 }).ParamName);
        Assert.Equal("Epsilon", Assert.ThrowsAny<ArgumentException>(() => new Adam<float>(1) { Epsilon = 0 }).ParamName);
    }

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
