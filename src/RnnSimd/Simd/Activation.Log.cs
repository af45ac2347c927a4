using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

// log x = k ln 2 + log(1 + f) with x = 2^k (1 + f), √½ ≤ 1 + f < √2. With s = f / (2 + f),
// log(1 + f) = 2 artanh s = f - f²/2 + s (f²/2 + R(s²)), R = 2 artanh(s) / s - 2: the leading terms in f are exact or nearly so, which
// keeps the relative error small where the logarithm is (Tang: Table-driven implementation of the logarithm function, 1990).
[EveryWidth(Double = true)]
public static partial class Activation
{
    /// <summary>The natural logarithm: within 1 unit in the last place; -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var denormal = Vector512.LessThan(x, Vector512.Create(LogSingle.SmallestNormal));
        var bits = Vector512.ConditionalSelect(denormal, x * LogSingle.DenormalScale, x).AsInt32();

        // Counting from √½ instead of from 1 puts the border between two exponents there.
        bits += Vector512.Create(LogSingle.OneBits - LogSingle.RootOfHalfBits);
        var oneAndF = (bits & Vector512.Create(LogSingle.MantissaMask)) + Vector512.Create(LogSingle.RootOfHalfBits);
        var f = oneAndF.AsSingle() - Vector512.Create(1f);

        // The biased exponent becomes the low digits of 2^MantissaBits.
        var k = ((bits >>> LogSingle.MantissaBits) | Vector512.Create(LogSingle.ShiftBits)).AsSingle()
            - Vector512.ConditionalSelect(
                denormal, Vector512.Create(LogSingle.ShiftAndBiasOfDenormals), Vector512.Create(LogSingle.ShiftAndBias));

        var s = f / (f + Vector512.Create(2f));
        var halfSquare = f * f * 0.5f;
        var correction = Vector512.MultiplyAddEstimate(
            s, halfSquare + LogTail(s * s), k * LogSingle.Ln2Low);
        var result = Vector512.MultiplyAddEstimate(k, Vector512.Create(LogSingle.Ln2High), f - (halfSquare - correction));

        // The bits of numbers that are not positive or not finite gave nonsense: NaN and infinity stand for themselves, negative numbers
        // give NaN.
        var isPositive = Vector512.GreaterThan(x, Vector512<float>.Zero);
        var isZero = Vector512.Equals(x, Vector512<float>.Zero);
        var isFinite = Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity));
        var otherwise = Vector512.ConditionalSelect(
            isZero, Vector512.Create(float.NegativeInfinity), Vector512.ConditionalSelect(isFinite, Vector512.Create(float.NaN), x));
        return Vector512.ConditionalSelect(isPositive & isFinite, result, otherwise);
    }
}
