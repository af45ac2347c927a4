using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

// Functions of e^-|x|, which lies between 0 and 1 and so never overflows.
[EveryWidth(Double = true)]
public static partial class Activation
{
    /// <summary>
    /// x above 0, <paramref name="alpha"/> · (eˣ - 1) elsewhere: within 2 units in the last place.
    /// Clevert, Unterthiner, Hochreiter: Fast and accurate deep network learning by exponential linear units (2016).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x, float alpha) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, ExpMinusOne(x) * alpha);

    /// <summary>
    /// x / (1 + e⁻ˣ), also called swish: within 3.6 units in the last place, also where it is denormal.
    /// Elfwing, Uchibe, Doya: Sigmoid-weighted linear units for neural network function approximation (2018).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x)
    {
        var r = ReduceToLn2(-Vector512.Abs(x), out var exponent);
        var first = (ExpMinusOneOfReduced(r) + Vector512.Create(1f)) * FirstFactor(exponent);
        var second = SecondFactor(exponent);

        // Below 0 this is x eˣ / (1 + eˣ). The product is scaled as a whole: a denormal eˣ would have lost digits that x eˣ still shows.
        var negative = Vector512.LessThan(x, Vector512<float>.Zero);
        var limited = Vector512.MaxNative(Vector512.Create(ExpSingle.ZeroBelow), x);
        var scaled = Vector512.ConditionalSelect(negative, limited * first * second, x);
        return scaled / Vector512.MultiplyAddEstimate(first, second, Vector512.Create(1f));
    }

    /// <summary>
    /// log(1 + eˣ), without overflow or cancellation: within 3 units in the last place.
    /// Dugas, Bengio, Bélisle, Nadeau, Garcia: Incorporating second-order functional knowledge for better option pricing (2001).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        // max(x, 0) + log(1 + u) with u = e^-|x|, and log(1 + u) = 2 artanh(u / (2 + u)).
        var u = Exp(-Vector512.Abs(x));
        var twice = (u + u) / (u + Vector512.Create(2f));
        var square = twice * twice * 0.25f;
        return Relu(x) + Vector512.MultiplyAddEstimate(twice * square, InverseTanhTail(square), twice);
    }
}
