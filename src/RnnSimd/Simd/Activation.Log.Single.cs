using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class LogSingle
    {
        public const int MantissaBits = 23;
        public const int MantissaMask = 0x007FFFFF;
        public const int OneBits = 0x3F800000;
        public const int RootOfHalfBits = 0x3F3504F3;

        public const float SmallestNormal = 1.17549435e-38f;
        public const float DenormalScale = 8388608f;

        // 2^23; the exponent's bias on top of it; the same for numbers that DenormalScale has multiplied.
        public const int ShiftBits = 0x4B000000;
        public const float ShiftAndBias = 8388608f + 127f;
        public const float ShiftAndBiasOfDenormals = 8388608f + 127f + 23f;

        // ln 2: its first 14 bits, so that its multiples are exact, and the rest.
        public const float Ln2High = 0.693115234375f;
        public const float Ln2Low = 3.19461833e-05f;
    }

    /// <summary>2 artanh(s) / s - 2 as a function of s², for |s| ≤ (√2 - 1) / (√2 + 1); relative error of the logarithm 8e-10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogTail(Vector512<float> square) =>
        square * Vector512.MultiplyAddEstimate(
            Vector512.Create(0.298723996f),
            square * square,
            Vector512.MultiplyAddEstimate(Vector512.Create(0.399775177f), square, Vector512.Create(0.666667759f)));
}
