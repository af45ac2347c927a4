using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public class GradientClippingTests
{
    [Fact]
    public void A_long_gradient_is_scaled_to_the_norm()
    {
        double[] gradients = [3, -4];

        Assert.Equal(5.0, GradientClipping.ByNorm(gradients, 2.5));
        Assert.Equal([1.5, -2], gradients);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_within_the_norm_stays(float maxNorm)
    {
        float[] gradients = [3, -4];

        Assert.Equal(5f, GradientClipping.ByNorm(gradients, maxNorm));
        Assert.Equal([3, -4], gradients);
    }

    [Fact]
    public void The_norm_counts_every_element()
    {
        for (var count = 0; count < 70; count++)
        {
            var gradients = new float[count];
            gradients.AsSpan().Fill(2);
            Assert.Equal(2 * Math.Sqrt(count), GradientClipping.ByNorm(gradients, float.PositiveInfinity), 1e-5);
        }
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Squares_may_overflow_or_vanish(float scale)
    {
        float[] gradients = [3 * scale, 0, -4 * scale];

        Assert.Equal(1, GradientClipping.ByNorm(gradients, scale) / (5 * scale), 1e-6);
        Assert.Equal(0.6, gradients[0] / scale, 1e-6);
        Assert.Equal(-0.8, gradients[2] / scale, 1e-6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_shows_in_the_norm_and_changes_nothing(double value)
    {
        double[] gradients = [10, value, -10];

        Assert.Equal(Math.Abs(value), GradientClipping.ByNorm(gradients, 1));
        Assert.Equal([10, value, -10], gradients);
    }

    [Fact]
    public void A_norm_out_of_range_is_infinite_and_changes_nothing()
    {
        double[] gradients = [double.MaxValue, double.MaxValue];

        Assert.Equal(double.PositiveInfinity, GradientClipping.ByNorm(gradients, 1));
        Assert.Equal([double.MaxValue, double.MaxValue], gradients);
    }

    [Fact]
    public void By_value_limits_each_element()
    {
        float[] gradients = [0.5f, -3, 2, float.NegativeInfinity, float.NaN, -0.0f];

        GradientClipping.ByValue(gradients, 2);

        Assert.Equal([0.5f, -2, 2, -2, float.NaN, -0.0f], gradients);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_limit_that_is_not_positive_is_refused(double limit)
    {
        double[] gradients = [3, 4];

        Assert.Equal("maxNorm", Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(gradients, limit)).ParamName);
        Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(gradients, limit)).ParamName);
        Assert.Equal([3, 4], gradients);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var gradients = new float[1000];
        gradients.AsSpan().Fill(1);
        GradientClipping.ByNorm(gradients, 2);

        var before = GC.GetAllocatedBytesForCurrentThread();
        GradientClipping.ByNorm(gradients, 1);
        GradientClipping.ByValue(gradients, 0.01f);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
