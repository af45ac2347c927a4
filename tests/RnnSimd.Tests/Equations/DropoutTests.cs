using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

/// <summary>Dropout in equations, which is the vector itself unless a network runs as in training. It is a cell so that it can call it.</summary>
public sealed class DropoutTests : Cell
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.999)]
    public void Nothing_is_dropped(double rate) => Assert.Equal([1, -2, 3], Dropout(new Vector(1, -2, 3), rate).Span.ToArray());

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_rate_is_0_or_more_and_less_than_1(double rate)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Dropout(new Vector(1), rate));
        Assert.Equal(nameof(rate), error.ParamName);
        Assert.StartsWith("The rate of a dropout must be 0 or more and less than 1.", error.Message, StringComparison.Ordinal);
    }
}
