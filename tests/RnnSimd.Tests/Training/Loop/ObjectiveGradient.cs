using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Holds the gradient of an objective against differences of its loss.</summary>
internal static class ObjectiveGradient
{
    /// <summary>Compares every element.</summary>
    public static void Check(Objective<double> objective, SequenceBatch<double> batch)
    {
        const double distance = 1e-5;
        var gradients = new double[objective.ParameterCount];
        var loss = objective.Accumulate(batch, 0, gradients);
        Assert.Equal(loss, objective.Evaluate(batch));

        var place = 0;
        foreach (var network in objective.Networks)
        {
            for (var i = 0; i < network.ParameterCount; i++, place++)
            {
                var value = network.Parameters[i];
                network.Parameters[i] = value + distance;
                var above = objective.Evaluate(batch);
                network.Parameters[i] = value - distance;
                var below = objective.Evaluate(batch);
                network.Parameters[i] = value;
                var expected = (above - below) / (2 * distance);
                Assert.True(Math.Abs(expected - gradients[place]) < 1e-8, $"parameter {i} of {network.GetType().Name}: {gradients[place]} in place of {expected}");
            }
        }

        // It is added.
        objective.Accumulate(batch, 0, gradients);
        var once = new double[gradients.Length];
        objective.Accumulate(batch, 0, once);
        Assert.Equal(once.Select(gradient => gradient + gradient), gradients);
        Assert.Contains(once, gradient => Math.Abs(gradient) > 1e-3);
    }
}
