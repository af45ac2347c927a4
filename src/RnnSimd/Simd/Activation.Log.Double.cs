using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class LogDouble
    {
        public const int MantissaBits = 52;
        public const long MantissaMask = 0x000FFFFFFFFFFFFF;
        public const long OneBits = 0x3FF0000000000000;
        public const long RootOfHalfBits = 0x3FE6A09E667F3BCD;

        public const double SmallestNormal = 2.2250738585072014e-308;
        public const double DenormalScale = 4503599627370496d;

        // 2^52; the exponent's bias on top of it; the same for numbers that DenormalScale has multiplied.
        public const long ShiftBits = 0x4330000000000000;
        public const double ShiftAndBias = 4503599627370496d + 1023d;
        public const double ShiftAndBiasOfDenormals = 4503599627370496d + 1023d + 52d;

        // ln 2: its first 40 bits, so that its multiples are exact, and the rest.
        public const double Ln2High = 0.6931471805592082;
        public const double Ln2Low = 7.371002565167799e-13;
    }

    /// <summary>2 artanh(s) / s - 2 as a function of s², for |s| ≤ (√2 - 1) / (√2 + 1); relative error of the logarithm 1.3e-18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogTail(Vector512<double> square)
    {
        var fourth = square * square;
        var high = Vector512.MultiplyAddEstimate(
            Vector512.Create(0.14796728084249827),
            fourth,
            Vector512.MultiplyAddEstimate(Vector512.Create(0.15313976992320283), square, Vector512.Create(0.18183567028037637)));
        var low = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(0.22222198524708278), square, Vector512.Create(0.2857142874282361)),
            fourth,
            Vector512.MultiplyAddEstimate(Vector512.Create(0.39999999999412894), square, Vector512.Create(0.6666666666666735)));
        return square * Vector512.MultiplyAddEstimate(high, fourth * fourth, low);
    }
}
