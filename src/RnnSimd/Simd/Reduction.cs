using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>Sums and largest elements of a row, in an order that its length alone decides.</summary>
/// <remarks>
/// Element i goes to lane i mod 16 (for double i mod 8), in the order of the elements; each lane starts from +0, or from -infinity for the
/// largest. Then the upper half of the lanes joins the lower half, lane by lane, until one is left. Four vectors of 128 bits hold the
/// lanes on all hardware: an addition waits for the one before it in its lane, so that one wide vector would take as long as these four.
/// </remarks>
public static class Reduction
{
    // Between the loops of a step a call costs nothing, while inlined these would use up the inlining budget of its activations.
    private const MethodImplOptions Called = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>The sum; +0 for no elements.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="length">How many there are.</param>
    [MethodImpl(Called)]
    public static float Sum(ref readonly float source, int length) => SumOf(in source, length);

    /// <inheritdoc cref="Sum(ref readonly float, int)"/>
    [MethodImpl(Called)]
    public static double Sum(ref readonly double source, int length) => SumOf(in source, length);

    /// <summary>The sum of the products a[i] · b[i], added by fused multiply-adds where the hardware has them; +0 for no elements.</summary>
    /// <param name="a">The first element of one factor.</param>
    /// <param name="b">The first element of the other.</param>
    /// <param name="length">How many each has.</param>
    [MethodImpl(Called)]
    public static float Dot(ref readonly float a, ref readonly float b, int length) => DotOf(in a, in b, length);

    /// <inheritdoc cref="Dot(ref readonly float, ref readonly float, int)"/>
    [MethodImpl(Called)]
    public static double Dot(ref readonly double a, ref readonly double b, int length) => DotOf(in a, in b, length);

    /// <summary>The largest element; NaN if one is NaN; -infinity for no elements.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="length">How many there are.</param>
    [MethodImpl(Called)]
    public static float Max(ref readonly float source, int length) => MaxOf(in source, length);

    /// <inheritdoc cref="Max(ref readonly float, int)"/>
    [MethodImpl(Called)]
    public static double Max(ref readonly double source, int length) => MaxOf(in source, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOf<T>(ref readonly T source, int length)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var (s0, s1, s2, s3) = (Vector128<T>.Zero, Vector128<T>.Zero, Vector128<T>.Zero, Vector128<T>.Zero);
        ref var at = ref Unsafe.AsRef(in source);
        for (; length >= 4 * Vector128<T>.Count; length -= 4 * Vector128<T>.Count)
        {
            s0 += Load<T>(ref at, 0);
            s1 += Load<T>(ref at, 1);
            s2 += Load<T>(ref at, 2);
            s3 += Load<T>(ref at, 3);
            at = ref Unsafe.Add(ref at, 4 * Vector128<T>.Count);
        }

        // A missing element counts as +0, which changes no lane: none is -0.
        s0 += LoadTail(ref at, 0, length, Vector128<T>.Zero);
        s1 += LoadTail(ref at, 1, length, Vector128<T>.Zero);
        s2 += LoadTail(ref at, 2, length, Vector128<T>.Zero);
        s3 += LoadTail(ref at, 3, length, Vector128<T>.Zero);
        return SumOfLanes(s0 + s2 + (s1 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T DotOf<T>(ref readonly T a, ref readonly T b, int length)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var (s0, s1, s2, s3) = (Vector128<T>.Zero, Vector128<T>.Zero, Vector128<T>.Zero, Vector128<T>.Zero);
        ref var x = ref Unsafe.AsRef(in a);
        ref var y = ref Unsafe.AsRef(in b);
        for (; length >= 4 * Vector128<T>.Count; length -= 4 * Vector128<T>.Count)
        {
            s0 = MultiplyAdd(Load<T>(ref x, 0), Load<T>(ref y, 0), s0);
            s1 = MultiplyAdd(Load<T>(ref x, 1), Load<T>(ref y, 1), s1);
            s2 = MultiplyAdd(Load<T>(ref x, 2), Load<T>(ref y, 2), s2);
            s3 = MultiplyAdd(Load<T>(ref x, 3), Load<T>(ref y, 3), s3);
            x = ref Unsafe.Add(ref x, 4 * Vector128<T>.Count);
            y = ref Unsafe.Add(ref y, 4 * Vector128<T>.Count);
        }

        var zero = Vector128<T>.Zero;
        s0 = MultiplyAdd(LoadTail(ref x, 0, length, zero), LoadTail(ref y, 0, length, zero), s0);
        s1 = MultiplyAdd(LoadTail(ref x, 1, length, zero), LoadTail(ref y, 1, length, zero), s1);
        s2 = MultiplyAdd(LoadTail(ref x, 2, length, zero), LoadTail(ref y, 2, length, zero), s2);
        s3 = MultiplyAdd(LoadTail(ref x, 3, length, zero), LoadTail(ref y, 3, length, zero), s3);
        return SumOfLanes(s0 + s2 + (s1 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T MaxOf<T>(ref readonly T source, int length)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var least = Vector128.Create(T.NegativeInfinity);
        var (m0, m1, m2, m3) = (least, least, least, least);
        ref var at = ref Unsafe.AsRef(in source);
        for (; length >= 4 * Vector128<T>.Count; length -= 4 * Vector128<T>.Count)
        {
            m0 = Vector128.Max(m0, Load<T>(ref at, 0));
            m1 = Vector128.Max(m1, Load<T>(ref at, 1));
            m2 = Vector128.Max(m2, Load<T>(ref at, 2));
            m3 = Vector128.Max(m3, Load<T>(ref at, 3));
            at = ref Unsafe.Add(ref at, 4 * Vector128<T>.Count);
        }

        m0 = Vector128.Max(m0, LoadTail(ref at, 0, length, least));
        m1 = Vector128.Max(m1, LoadTail(ref at, 1, length, least));
        m2 = Vector128.Max(m2, LoadTail(ref at, 2, length, least));
        m3 = Vector128.Max(m3, LoadTail(ref at, 3, length, least));
        var m = Vector128.Max(Vector128.Max(m0, m2), Vector128.Max(m1, m3));
        return Vector128<T>.Count == 4
            ? T.Max(T.Max(m.GetElement(0), m.GetElement(2)), T.Max(m.GetElement(1), m.GetElement(3)))
            : T.Max(m.GetElement(0), m.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfLanes<T>(Vector128<T> s)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Vector128<T>.Count == 4
            ? s.GetElement(0) + s.GetElement(2) + (s.GetElement(1) + s.GetElement(3))
            : s.GetElement(0) + s.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> MultiplyAdd<T>(Vector128<T> x, Vector128<T> y, Vector128<T> sum)
        where T : struct =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Load<T>(ref T source, int vector)
        where T : struct => Vector128.LoadUnsafe(ref source, (nuint)(vector * Vector128<T>.Count));

    /// <summary>
    /// A vector of the last block, of which only <paramref name="length"/> elements exist; <paramref name="missing"/> stands for the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> LoadTail<T>(ref T source, int vector, int length, Vector128<T> missing)
        where T : struct
    {
        var count = length - vector * Vector128<T>.Count;
        if (count <= 0)
            return missing;
        if (count >= Vector128<T>.Count)
            return Load(ref source, vector);

        ref var first = ref Unsafe.Add(ref source, vector * Vector128<T>.Count);
        missing = missing.WithElement(0, first);
        if (count > 1)
            missing = missing.WithElement(1, Unsafe.Add(ref first, 1));
        if (count > 2)
            missing = missing.WithElement(2, Unsafe.Add(ref first, 2));
        return missing;
    }
}
