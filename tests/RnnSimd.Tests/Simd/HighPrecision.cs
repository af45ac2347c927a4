using System.Numerics;

namespace RnnSimd.Tests.Simd;

/// <summary>
/// Elementary functions of doubles to hundreds of bits: whole numbers in units of 2⁻¹²⁰⁰, in which every double is exact and the
/// smallest has over a hundred bits behind it.
/// </summary>
internal static class HighPrecision
{
    private const int Bits = 1200;

    public static readonly BigInteger One = BigInteger.One << Bits;

    private static readonly BigInteger s_ln2 = 2 * InverseTanhOfInverse(3);

    // Machin (1706).
    private static readonly BigInteger s_pi = 4 * (4 * InverseTangentOfInverse(5) - InverseTangentOfInverse(239));

    public static BigInteger From(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        BigInteger mantissa = bits & 0xFFFFFFFFFFFFF | (exponent == 0 ? 0 : 1L << 52);
        var magnitude = mantissa << (Bits + Math.Max(exponent, 1) - 1075);
        return x < 0 ? -magnitude : magnitude;
    }

    public static BigInteger Multiply(BigInteger x, BigInteger y) => (x * y) >> Bits;

    public static BigInteger Divide(BigInteger x, BigInteger y) => (x << Bits) / y;

    public static BigInteger Exp(BigInteger x)
    {
        const int Halvings = 16;
        var n = (int)Floor(x, s_ln2);
        var r = (x - n * s_ln2) >> Halvings;
        var (sum, term) = (One, One);
        for (var k = 1; !term.IsZero; k++)
        {
            term = Multiply(term, r) / k;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = Multiply(sum, sum);

        return n >= 0 ? sum << n : sum >> -n;
    }

    /// <summary>Halley's method on eʸ = x, which triples the number of right digits, from the digits of a guess.</summary>
    public static BigInteger Log(BigInteger x, double guess)
    {
        var y = From(guess);
        for (var i = 0; i < 3; i++)
        {
            var e = Exp(y);
            y += 2 * Divide(x - e, x + e);
        }

        return y;
    }

    public static BigInteger Sin(BigInteger x)
    {
        var r = x - Floor(x, 2 * s_pi) * 2 * s_pi;
        var (sum, term, square) = (r, r, Multiply(r, r));
        for (var k = 2; BigInteger.Abs(term) > 1; k += 2)
        {
            term = -Multiply(term, square) / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    public static BigInteger Cos(BigInteger x) => Sin(x + s_pi / 2);

    /// <summary>The distance in units in the last place of a double of the exact value's size.</summary>
    public static double Ulps(double value, BigInteger exact)
    {
        if (!double.IsFinite(value))
            return double.PositiveInfinity;
        var unit = BigInteger.One << Math.Max((int)BigInteger.Abs(exact).GetBitLength() - 53, Bits - 1074);
        return (double)((BigInteger.Abs(From(value) - exact) << 20) / unit) / (1 << 20);
    }

    private static BigInteger Floor(BigInteger x, BigInteger unit)
    {
        var quotient = BigInteger.DivRem(x, unit, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger InverseTanhOfInverse(int n) => OddPowerSeries(n, alternating: false);

    private static BigInteger InverseTangentOfInverse(int n) => OddPowerSeries(n, alternating: true);

    private static BigInteger OddPowerSeries(int n, bool alternating)
    {
        var (sum, power) = (BigInteger.Zero, One / n);
        for (var k = 1; !power.IsZero; k += 2)
        {
            sum += alternating && k % 4 == 3 ? -power / k : power / k;
            power /= n * n;
        }

        return sum;
    }
}
