using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class SinDouble
    {
        public const int SignBit = 63;

        // 1.5 · 2^52.
        public const double Shift = 6755399441055744d;

        public const double TwoOverPi = 0.6366197723675814;

        // π/2 in three parts of 33 bits, so that their multiples up to 2^20 are exact, and the rest.
        public const double HalfPi1 = 1.5707963267341256;
        public const double HalfPi2 = 6.077100506303966e-11;
        public const double HalfPi3 = 2.0222662487111665e-21;
        public const double HalfPi4 = 8.4784276603689e-32;
    }

    /// <summary>x less its nearest multiple of π/2, with all its digits also close to one (Cody and Waite, 1980).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceToQuadrant(Vector512<double> x, out Vector512<long> quadrant)
    {
        // Adding 1.5 · 2^52 rounds to an integer and leaves it in the low bits.
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(SinDouble.TwoOverPi), Vector512.Create(SinDouble.Shift));
        quadrant = shifted.AsInt64();
        var n = shifted - Vector512.Create(SinDouble.Shift);
        x = Vector512.MultiplyAddEstimate(n, Vector512.Create(-SinDouble.HalfPi1), x);
        x = Vector512.MultiplyAddEstimate(n, Vector512.Create(-SinDouble.HalfPi2), x);
        x = Vector512.MultiplyAddEstimate(n, Vector512.Create(-SinDouble.HalfPi3), x);
        return Vector512.MultiplyAddEstimate(n, Vector512.Create(-SinDouble.HalfPi4), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SineOfReduced(Vector512<double> r, Vector512<double> square)
    {
        var fourth = square * square;
        var high = Vector512.MultiplyAddEstimate(
            Vector512.Create(1.5896067462631032e-10),
            fourth,
            Vector512.MultiplyAddEstimate(Vector512.Create(-2.5050745036758353e-08), square, Vector512.Create(2.7557313604518357e-06)));
        var low = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(-0.00019841269829542585), square, Vector512.Create(0.008333333333322063)),
            square,
            Vector512.Create(-0.1666666666666663));

        // Not r + r³ S: for r = -0 the sum would be +0.
        return r * Vector512.MultiplyAddEstimate(
            square, Vector512.MultiplyAddEstimate(high, fourth * square, low), Vector512.Create(1d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosineOfReduced(Vector512<double> square)
    {
        var fourth = square * square;
        var high = Vector512.MultiplyAddEstimate(
            Vector512.Create(-1.135842349650481e-11),
            fourth,
            Vector512.MultiplyAddEstimate(Vector512.Create(2.0875698708541803e-09), square, Vector512.Create(-2.7557314163981193e-07)));
        var low = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(2.480158728880007e-05), square, Vector512.Create(-0.0013888888888872975)),
            square,
            Vector512.Create(0.041666666666666595));
        return Vector512.MultiplyAddEstimate(
            fourth,
            Vector512.MultiplyAddEstimate(high, fourth * square, low),
            Vector512.MultiplyAddEstimate(Vector512.Create(-0.5d), square, Vector512.Create(1d)));
    }
}
