using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

// Gates lie on the path from one time step to the next, so in float the chain of dependent operations is what counts here.
//
// With a ratio N / M that approximates tanh(x / 2), the double-angle formula tanh x = 2 N M / (M² + N²) needs one division. It does more
// than spare an exponential: where tanh saturates the slope of the formula in N / M vanishes, so that neither the ratio's error nor the
// rounding of N and M reaches the result, and |2 N M| ≤ M² + N² keeps it within ±1. N has degree 5, M degree 6.
//
// Coefficients: Remez exchange on tanh(x / 2) for 0 ≤ x ≤ 9, weighted by the formula's slope, then each moved by a few units in
// the last place to the smallest error in float arithmetic.
[EveryWidth]
public static partial class Activation
{
    // From here on the formula gives exactly ±1.
    private const float TanhLimit = 9.1f;

    private const float TanhN3 = 0.029757062f;
    private const float TanhN5 = 0.000113885137f;
    private const float TanhM2 = 0.226180717f;
    private const float TanhM4 = 0.00240957364f;
    private const float TanhM6 = 2.44208991e-06f;

    /// <summary>The hyperbolic tangent, between -1 and 1: error below 1.8e-7, relatively below 2.9e-7.</summary>
    /// <remarks>Without fused multiply-add: 2.1e-7, relatively 3.3e-7, and it can be one unit in the last place above 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        // The square is clamped beside x, not after it: two operations less on the chain. NaN travels through x.
        var square = Vector512.MinNative(x * x, Vector512.Create(TanhLimit * TanhLimit));
        x = Clamp(x, Vector512.Create(-TanhLimit), Vector512.Create(TanhLimit));

        // N = x + n₃x³ + n₅x⁵, M = 2 + m₂x² + m₄x⁴ + m₆x⁶
        var n = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhN5), square, Vector512.Create(TanhN3)), x * square, x);
        var m = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhM6), square, Vector512.Create(TanhM4)),
            square * square,
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhM2), square, Vector512.Create(2f)));

        var product = n * m;
        return (product + product) / Vector512.MultiplyAddEstimate(m, m, n * n);
    }

    /// <summary>The logistic function 1 / (1 + e⁻ˣ), between 0 and 1: error below 1.2e-7.</summary>
    /// <remarks>
    /// Below -18.2 the result is 0; the relative error grows towards it. Without fused multiply-add the error is below 1.3e-7, and close
    /// to that bound the result can be as much below 0.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        // 1/2 + tanh(x / 2) / 2, with the halving in the coefficients, where it is exact; N and M are doubled.
        var square = Vector512.MinNative(x * x, Vector512.Create(4f * TanhLimit * TanhLimit));
        x = Clamp(x, Vector512.Create(-2f * TanhLimit), Vector512.Create(2f * TanhLimit));

        var n = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhN5 / 16f), square, Vector512.Create(TanhN3 / 4f)), x * square, x);
        var m = Vector512.MultiplyAddEstimate(
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhM6 / 32f), square, Vector512.Create(TanhM4 / 8f)),
            square * square,
            Vector512.MultiplyAddEstimate(Vector512.Create(TanhM2 / 2f), square, Vector512.Create(4f)));

        return Vector512.Create(0.5f) + n * m / Vector512.MultiplyAddEstimate(m, m, n * n);
    }
}
