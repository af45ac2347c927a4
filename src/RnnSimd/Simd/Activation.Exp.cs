using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

// e^x = 2^n e^r with x = n ln 2 + r, |r| ≤ ln 2 / 2. The exponent n is carried as n + 2 · bias, which is never negative, so that it splits
// in two biased exponents by a logical shift (256-bit AVX2 has no arithmetic one for 64-bit lanes). Two factors, of about 2^(n/2) each,
// reach past the range of one: results overflow to infinity, and denormal ones are rounded once.
[EveryWidth(Double = true)]
public static partial class Activation
{
    /// <summary>e to the power of x: within 1.1 units in the last place; infinity where it overflows, denormals where it is tiny.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var r = ReduceToLn2(x, out var exponent);
        return (ExpMinusOneOfReduced(r) + Vector512.Create(1f)) * FirstFactor(exponent) * SecondFactor(exponent);
    }

    /// <summary>e to the power of x, less 1, for x ≤ 0, with a small relative error also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        // Beyond this bound the result rounds to -1, and within it one factor is enough.
        var r = ReduceToLn2(Vector512.MaxNative(Vector512.Create(ExpSingle.MinusOneFrom), x), out var exponent);
        var factor = ((exponent - Vector512.Create(ExpSingle.Bias)) << ExpSingle.MantissaBits).AsSingle();
        return Vector512.MultiplyAddEstimate(factor, ExpMinusOneOfReduced(r), factor - Vector512.Create(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceToLn2(Vector512<float> x, out Vector512<int> exponent)
    {
        x = Clamp(x, Vector512.Create(ExpSingle.ZeroBelow), Vector512.Create(ExpSingle.InfinityAbove));

        // Adding 1.5 · 2^MantissaBits rounds to an integer and leaves it in the low bits.
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(ExpSingle.Log2OfE), Vector512.Create(ExpSingle.Shift));
        exponent = shifted.AsInt32() - Vector512.Create(ExpSingle.ShiftBits - 2 * ExpSingle.Bias);

        // The high part of ln 2 is so short that its multiples are exact, with fused multiply-add or without.
        var n = shifted - Vector512.Create(ExpSingle.Shift);
        return Vector512.MultiplyAddEstimate(
            n, Vector512.Create(-ExpSingle.Ln2Low), Vector512.MultiplyAddEstimate(n, Vector512.Create(-ExpSingle.Ln2High), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstFactor(Vector512<int> exponent) => ((exponent >>> 1) << ExpSingle.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SecondFactor(Vector512<int> exponent) =>
        ((exponent - (exponent >>> 1)) << ExpSingle.MantissaBits).AsSingle();
}
