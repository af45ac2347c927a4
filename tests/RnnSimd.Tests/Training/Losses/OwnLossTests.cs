using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>The example of the documentation: a loss written outside the library.</summary>
public sealed class OwnLossTests
{
    [Fact]
    public void A_loss_of_ones_own_is_weighted_like_any_other()
    {
        var gradients = new double[4];

        var loss = new LogCosh().Evaluate([1, 0, 7, 8], [0, 2, 7, double.NaN], [0.5, 0.0], gradients);

        Assert.Equal(0.5 * (Math.Log(Math.Cosh(1)) + Math.Log(Math.Cosh(2))), loss, 1e-15);
        Assert.Equal([0.5 * Math.Tanh(1), -0.5 * Math.Tanh(2), 0, 0], gradients);
    }

    private sealed class LogCosh : Loss<double>
    {
        protected override double EvaluateRow(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < output.Length; i++)
            {
                var error = output[i] - target[i];
                sum += Math.Log(Math.Cosh(error));
                gradient[i] = Math.Tanh(error);
            }

            return sum;
        }
    }
}
