using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

[EveryWidth]
public static partial class Activation
{
    private static class SinSingle
    {
        public const int SignBit = 31;
    }

    /// <summary>x less its nearest multiple of π/2, by way of double: so it keeps all its digits also close to one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceToQuadrant(Vector512<float> x, out Vector512<int> quadrant)
    {
        var lower = ReduceToQuadrant(Vector512.WidenLower(x), out var lowerQuadrant);
        var upper = ReduceToQuadrant(Vector512.WidenUpper(x), out var upperQuadrant);
        quadrant = Vector512.Narrow(lowerQuadrant, upperQuadrant);
        return Vector512.Narrow(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SineOfReduced(Vector512<float> r, Vector512<float> square) =>
        // Not r + r³ S: for r = -0 the sum would be +0.
        r * Vector512.MultiplyAddEstimate(
            square,
            Vector512.MultiplyAddEstimate(
                Vector512.Create(-0.00019514958f),
                square * square,
                Vector512.MultiplyAddEstimate(Vector512.Create(0.00833215844f), square, Vector512.Create(-0.166666552f))),
            Vector512.Create(1f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CosineOfReduced(Vector512<float> square) =>
        Vector512.MultiplyAddEstimate(
            square * square,
            Vector512.MultiplyAddEstimate(
                Vector512.Create(2.44327839e-05f),
                square * square,
                Vector512.MultiplyAddEstimate(Vector512.Create(-0.0013887313f), square, Vector512.Create(0.0416666456f))),
            Vector512.MultiplyAddEstimate(Vector512.Create(-0.5f), square, Vector512.Create(1f)));
}
