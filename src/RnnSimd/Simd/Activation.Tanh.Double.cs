using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    /// <summary>The hyperbolic tangent: within 3 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        // With t = e^(-2|x|) - 1, which is as accurate near 0 as x itself: tanh |x| = -t / (2 + t).
        var t = ExpMinusOne(Vector512.Abs(x) * -2d);
        return Vector512.CopySign(t / (t + Vector512.Create(2d)), x);
    }

    /// <summary>The logistic function 1 / (1 + e⁻ˣ): within 2.5 units in the last place, relatively, also where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        var u = Exp(-Vector512.Abs(x));
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), u, Vector512.Create(1d));
        return numerator / (u + Vector512.Create(1d));
    }
}
