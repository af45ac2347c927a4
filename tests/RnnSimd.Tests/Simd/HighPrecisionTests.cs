using System.Numerics;

namespace RnnSimd.Tests.Simd;

/// <summary>The reference of the double tests against printed decimals and identities.</summary>
public sealed class HighPrecisionTests
{
    // The expected digits are those of any table of constants, cut off, not rounded.
    [Theory]
    [InlineData("2.7182818284590452353602874713526624977572")]
    public void E(string digits) => Assert.Equal(digits, Decimals(HighPrecision.Exp(HighPrecision.One)));

    [Theory]
    [InlineData("0.6931471805599453094172321214581765680755")]
    public void LogOfTwo(string digits) => Assert.Equal(digits, Decimals(HighPrecision.Log(2 * HighPrecision.One, Math.Log(2))));

    [Theory]
    [InlineData(0.5, "0.4794255386042030002732879352155713880818")]
    [InlineData(1, "0.8414709848078965066525023216302989996225")]
    public void Sine(double x, string digits) => Assert.Equal(digits, Decimals(HighPrecision.Sin(HighPrecision.From(x))));

    [Theory]
    [InlineData(0.3)]
    [InlineData(-77.7)]
    [InlineData(123456.789)]
    public void SquaresOfSineAndCosineAddToOne(double x)
    {
        var (sine, cosine) = (HighPrecision.Sin(HighPrecision.From(x)), HighPrecision.Cos(HighPrecision.From(x)));
        var error = HighPrecision.Multiply(sine, sine) + HighPrecision.Multiply(cosine, cosine) - HighPrecision.One;
        Assert.True(BigInteger.Abs(error) < BigInteger.One << 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1.1)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    public void ADoubleIsExact(double x) => Assert.Equal(0, HighPrecision.Ulps(x, HighPrecision.From(x)));

    [Fact]
    public void NeighboursAreOneUlpApart() => Assert.Equal(1, HighPrecision.Ulps(Math.BitIncrement(1.5), HighPrecision.From(1.5)));

    private static string Decimals(BigInteger value)
    {
        const int Count = 40;
        var digits = (value * BigInteger.Pow(10, Count) / HighPrecision.One).ToString().PadLeft(Count + 1, '0');
        return $"{digits[..^Count]}.{digits[^Count..]}";
    }
}
