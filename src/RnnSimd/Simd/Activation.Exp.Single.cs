using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class ExpSingle
    {
        public const int MantissaBits = 23;
        public const int Bias = 127;

        // 1.5 · 2^23 and its bits.
        public const float Shift = 12582912f;
        public const int ShiftBits = 0x4B400000;

        public const float Log2OfE = 1.44269502f;

        // ln 2: its first 14 bits, and the rest.
        public const float Ln2High = 0.693115234375f;
        public const float Ln2Low = 3.19461833e-05f;

        // Bounds past which nothing changes; at the lower one x eˣ, too, rounds to zero.
        public const float ZeroBelow = -126f;
        public const float InfinityAbove = 89f;
        public const float MinusOneFrom = -30f;
    }

    /// <summary>e to the power of r, less 1, for |r| ≤ ln 2 / 2; relative error 1.3e-8 before rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOneOfReduced(Vector512<float> r)
    {
        var square = r * r;
        var tail = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(
                Vector512.Create(0.00138825143f),
                square,
                Vector512.MultiplyAddEstimate(Vector512.Create(0.00836654752f), r, Vector512.Create(0.0416672006f))),
            square,
            Vector512.MultiplyAddEstimate(Vector512.Create(0.166665435f), r, Vector512.Create(0.49999997f)));
        return Vector512.MultiplyAddEstimate(tail, square, r);
    }
}
