using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>
/// The elementwise functions of the equations' language on vectors of 512, 256 and 128 bits, in float and double.
/// </summary>
/// <remarks>
/// <para>
/// Every lane is computed by the same operations in the same order at every width, so that its bits depend on its argument alone.
/// NaN gives NaN. Stated errors are the largest ones that were measured: for float over all floats, for double over random
/// ones; but where a remark says otherwise they hold with fused multiply-add and without.
/// </para>
/// <para>
/// The functions are meant to be inlined into generated loops: they have no table, few temporaries and, but for the huge arguments of
/// sine and cosine, no branch. Polynomials are summed pairwise (Estrin's scheme), which shortens the chain of dependent operations.
/// Their coefficients were found for this library by the Remez exchange algorithm in 60-digit arithmetic, minimising the relative
/// error of the whole function unless a comment says otherwise, and then rounded.
/// </para>
/// </remarks>
[EveryWidth(Double = true)]
public static partial class Activation
{
    /// <summary>max(x, 0): exact; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) =>
        // Not MaxNative: which zero it returns for -0, and whether NaN passes, differ between x64 and Arm64.
        Vector512.AndNot(x, Vector512.LessThan(x, Vector512<float>.Zero));

    /// <summary>x above 0, <paramref name="slope"/> · x elsewhere: within half a unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> x, float slope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * slope);

    /// <summary>x / 6 + 1/2, kept between 0 and 1: within 1.5 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> x) =>
        // Near -3, where the result is small, x + 3 is exact; a fused x / 6 + 1/2 would lose its digits there.
        Clamp(x + Vector512.Create(3f), Vector512<float>.Zero, Vector512.Create(6f)) * (1f / 6f);

    /// <summary>x, kept between -1 and 1: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardTanh(Vector512<float> x) => Clamp(x, Vector512.Create(-1f), Vector512.Create(1f));

    /// <summary>-1, 1, or x itself where it is a zero or NaN: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(Vector512.Abs(x), Vector512<float>.Zero),
            Vector512.CopySign(Vector512.Create(1f), x),
            x);

    /// <summary>|x|: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    /// <summary>The square root, rounded correctly; NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    /// <summary>The smaller of two numbers: exact; NaN if either is NaN; -0 counts as less than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

    /// <summary>The larger of two numbers: exact; NaN if either is NaN; -0 counts as less than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    /// <summary><paramref name="x"/>, kept between the bounds; NaN stays NaN.</summary>
    /// <remarks>
    /// The x64 instructions return their second operand when either is NaN, those of Arm64 return NaN: with the bound first both pass
    /// it on.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Clamp(Vector512<float> x, Vector512<float> lower, Vector512<float> upper) =>
        Vector512.MinNative(upper, Vector512.MaxNative(lower, x));
}
