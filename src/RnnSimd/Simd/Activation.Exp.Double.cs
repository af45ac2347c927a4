using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class ExpDouble
    {
        public const int MantissaBits = 52;
        public const long Bias = 1023;

        // 1.5 · 2^52 and its bits.
        public const double Shift = 6755399441055744d;
        public const long ShiftBits = 0x4338000000000000;

        public const double Log2OfE = 1.4426950408889634;

        // ln 2: its first 40 bits, and the rest.
        public const double Ln2High = 0.6931471805592082;
        public const double Ln2Low = 7.371002565167799e-13;

        // Bounds past which nothing changes; at the lower one x eˣ, too, rounds to zero.
        public const double ZeroBelow = -760d;
        public const double InfinityAbove = 710d;
        public const double MinusOneFrom = -60d;
    }

    /// <summary>e to the power of r, less 1, for |r| ≤ ln 2 / 2; relative error 1.8e-17 before rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpMinusOneOfReduced(Vector512<double> r)
    {
        var square = r * r;
        var fourth = square * square;
        var high = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(2.5053781457265665e-08), r, Vector512.Create(2.7626093114402684e-07)),
            fourth,
            Vector512.MultiplyAddEstimate(
                Vector512.MultiplyAddEstimate(Vector512.Create(2.755740766718994e-06), r, Vector512.Create(2.480150514190804e-05)),
                square,
                Vector512.MultiplyAddEstimate(Vector512.Create(0.0001984126971873259), r, Vector512.Create(0.0013888888931667862))));
        var low = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(0.008333333333389724), r, Vector512.Create(0.041666666666576466)),
            square,
            Vector512.MultiplyAddEstimate(Vector512.Create(0.16666666666666588), r, Vector512.Create(0.5000000000000006)));
        return Vector512.MultiplyAddEstimate(Vector512.MultiplyAddEstimate(high, fourth, low), square, r);
    }
}
