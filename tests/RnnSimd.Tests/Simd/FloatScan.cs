using System.Runtime.Intrinsics;

namespace RnnSimd.Tests.Simd;

/// <summary>
/// Measures a function of floats against the same function in double, over all floats or over every n-th together with the
/// neighbours of every power of two and of given edges.
/// </summary>
/// <remarks>Set RNNSIMD_FULL_SCAN=1 to scan all 2³² floats: some minutes per function.</remarks>
internal static class FloatScan
{
    // A prime, so that the low bits of the mantissa vary along the scan.
    private const uint SampledStride = 251;

    private const int Chunks = 64;

    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("RNNSIMD_FULL_SCAN") == "1";

    /// <summary>The largest error, counted by <paramref name="errorOf"/>, which is given the value and the exact result.</summary>
    public static Deviation Largest(
        Func<Vector512<float>, Vector512<float>> function,
        Func<double, double> exact,
        Func<float, double, double> errorOf,
        params float[] edges)
    {
        var worst = new Deviation[Chunks + 1];
        Parallel.For(0, Chunks, chunk => worst[chunk] = OfBits(function, exact, errorOf, BitsOfChunk(chunk)));
        worst[Chunks] = OfBits(function, exact, errorOf, BitsAround(edges));
        return worst.MaxBy(deviation => deviation.Error);
    }

    /// <summary>The distance in units in the last place of a float of the exact result's size; infinite for a wrong special value.</summary>
    public static double Ulps(float value, double exact)
    {
        var rounded = (float)exact;
        if (value.Equals(rounded) && !float.IsFinite(rounded))
            return 0;
        var unit = double.ScaleB(1, Math.Max(exact == 0 ? int.MinValue : Math.ILogB(exact), -126) - 23);
        return OrInfinite(Math.Abs(value - exact) / unit);
    }

    /// <summary>The distance; infinite for a wrong special value.</summary>
    public static double Absolute(float value, double exact) =>
        float.IsNaN(value) && double.IsNaN(exact) ? 0 : OrInfinite(Math.Abs(value - exact));

    private static double OrInfinite(double error) => double.IsNaN(error) ? double.PositiveInfinity : error;

    private static Deviation OfBits(
        Func<Vector512<float>, Vector512<float>> function,
        Func<double, double> exact,
        Func<float, double, double> errorOf,
        IEnumerable<uint> bits)
    {
        var worst = default(Deviation);
        var arguments = new float[Vector512<float>.Count];
        foreach (var block in bits.Chunk(arguments.Length))
        {
            for (var i = 0; i < block.Length; i++)
                arguments[i] = BitConverter.UInt32BitsToSingle(block[i]);

            var values = function(Vector512.Create(arguments));
            for (var i = 0; i < block.Length; i++)
            {
                var error = errorOf(values[i], exact(arguments[i]));
                if (error > worst.Error)
                    worst = new(error, arguments[i], values[i]);
            }
        }

        return worst;
    }

    private static IEnumerable<uint> BitsOfChunk(int chunk)
    {
        var stride = s_isFull ? 1 : SampledStride;
        const ulong Length = (1UL << 32) / Chunks;
        for (var bits = (ulong)chunk * Length; bits < ((ulong)chunk + 1) * Length; bits += stride)
            yield return (uint)bits;
    }

    private static IEnumerable<uint> BitsAround(float[] edges)
    {
        const int Neighbours = 2000;
        var powersOfTwo = Enumerable.Range(0, 512).Select(exponent => (uint)exponent << 23);
        return powersOfTwo
            .Concat(edges.Select(BitConverter.SingleToUInt32Bits))
            .SelectMany(center => Enumerable.Range(-Neighbours, 2 * Neighbours).Select(offset => unchecked(center + (uint)offset)));
    }

    /// <param name="Error">How far the value is from the exact one.</param>
    /// <param name="Argument">Where.</param>
    /// <param name="Value">What the function gave.</param>
    internal readonly record struct Deviation(double Error, float Argument, float Value);
}
