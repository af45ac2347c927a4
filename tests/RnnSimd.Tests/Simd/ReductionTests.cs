using System.Numerics;
using System.Runtime.InteropServices;
using FsCheck;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>Reductions against a scalar emulation of the documented order: equal bits at every length.</summary>
[Trait("Category", "Bits")]
public sealed class ReductionTests
{
    private static readonly bool s_hasFusedMultiplyAdd =
        System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    private delegate T OfRow<T>(ref readonly T source, int length);

    private delegate T OfRows<T>(ref readonly T a, ref readonly T b, int length);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 70), 255, 256, 257, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void FloatsFollowTheDocumentedOrder(int length) =>
        AssertOrder<float>(length, 16, Reduction.Sum, Reduction.Max, Reduction.Dot);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void DoublesFollowTheDocumentedOrder(int length) =>
        AssertOrder<double>(length, 8, Reduction.Sum, Reduction.Max, Reduction.Dot);

    [Property]
    public void ANaNAnywhereIsTheLargest(PositiveInt length, NonNegativeInt place)
    {
        var row = new float[length.Get];
        row[place.Get % row.Length] = float.NaN;
        Assert.Equal(float.NaN, Reduction.Max(in row[0], row.Length));
        var wide = Array.ConvertAll(row, x => (double)x);
        Assert.Equal(double.NaN, Reduction.Max(in wide[0], wide.Length));
    }

    [Fact]
    public void TheLargestOfNothingIsMinusInfinity()
    {
        var (single, wide) = (1f, 1d);
        Assert.Equal(float.NegativeInfinity, Reduction.Max(in single, 0));
        Assert.Equal(double.NegativeInfinity, Reduction.Max(in wide, 0));
    }

    private static void AssertOrder<T>(int length, int lanes, OfRow<T> sum, OfRow<T> largest, OfRows<T> dot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var left = new GuardedMemory<T>(length + 1);
        using var right = new GuardedMemory<T>(length + 1);
        var (a, b) = (Draw<T>(length, seed: 1), Draw<T>(length, seed: 2));
        a.CopyTo(left.AtEnd(length));
        b.CopyTo(right.AtEnd(length));
        ref var first = ref MemoryMarshal.GetReference(left.AtEnd(length));
        ref var second = ref MemoryMarshal.GetReference(right.AtEnd(length));

        AssertSameBits(Fold(length, lanes, T.Zero, (s, i) => s + a[i], (p, q) => p + q), sum(in first, length));
        AssertSameBits(Fold(length, lanes, T.NegativeInfinity, (m, i) => T.Max(m, a[i]), T.Max), largest(in first, length));
        AssertSameBits(
            Fold(length, lanes, T.Zero, (s, i) => MultiplyAdd(a[i], b[i], s), (p, q) => p + q), dot(in first, in second, length));
    }

    private static T Fold<T>(int length, int lanes, T start, Func<T, int, T> accumulate, Func<T, T, T> join)
    {
        var lane = new T[lanes];
        Array.Fill(lane, start);
        for (var i = 0; i < length; i++)
            lane[i % lanes] = accumulate(lane[i % lanes], i);

        for (var half = lanes / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                lane[i] = join(lane[i], lane[i + half]);
        }

        return lane[0];
    }

    private static T MultiplyAdd<T>(T x, T y, T sum)
        where T : IBinaryFloatingPointIeee754<T> => s_hasFusedMultiplyAdd ? T.FusedMultiplyAdd(x, y, sum) : x * y + sum;

    // Magnitudes far apart, so that another order of additions shows in the bits.
    private static T[] Draw<T>(int length, int seed)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed + length);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(Centred() * Math.Exp(12 * random.NextDouble())))];

        double Centred() => random.NextDouble() - 0.5;
    }

    private static void AssertSameBits<T>(T expected, T actual)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (!expected.Equals(actual) || T.IsNegative(expected) != T.IsNegative(actual))
            Assert.Fail($"{actual:R}, expected {expected:R}");
    }
}
