using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>What one core of this machine can do at its widest vectors: the denominators of every share in the report.</summary>
[EveryWidth]
internal static partial class HardwareLimits
{
    private const int FmaSteps = 1000;
    private const int FmaAccumulators = 12;

    // Results go here, so that no loop is dead code.
    private static float s_sink;

    /// <summary>The bits of the vectors that run in hardware.</summary>
    public static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Multiply-adds of float with 12 independent accumulators in registers, in flop per nanosecond.</summary>
    public static double PeakFlops()
    {
        var time = VectorBits() switch
        {
            512 => Measurement.Of(() => s_sink = MultiplyAdds512(Vector512.Create(0.5f))),
            256 => Measurement.Of(() => s_sink = MultiplyAdds256(Vector256.Create(0.5f))),
            _ => Measurement.Of(() => s_sink = MultiplyAdds128(Vector128.Create(0.5f))),
        };
        return 2.0 * FmaSteps * FmaAccumulators * VectorBits() / (8 * sizeof(float)) / time.Minimum;
    }

    /// <summary>Reading an array of this size again and again, in bytes per nanosecond.</summary>
    public static double LoadBandwidth(int bytes)
    {
        // Written first: fresh pages are all the same page of zeros, which the first-level cache holds.
        var data = new Values<float>(bytes / sizeof(float));
        data.Span.Fill(1);
        var time = VectorBits() switch
        {
            512 => Measurement.Of(() => s_sink = Loads512(ref data[0], data.Length, Vector512<float>.Zero)),
            256 => Measurement.Of(() => s_sink = Loads256(ref data[0], data.Length, Vector256<float>.Zero)),
            _ => Measurement.Of(() => s_sink = Loads128(ref data[0], data.Length, Vector128<float>.Zero)),
        };
        return bytes / time.Minimum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MultiplyAdds512(Vector512<float> x)
    {
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < FmaSteps; step++)
        {
            a = Vector512.MultiplyAddEstimate(a, x, x);
            b = Vector512.MultiplyAddEstimate(b, x, x);
            c = Vector512.MultiplyAddEstimate(c, x, x);
            d = Vector512.MultiplyAddEstimate(d, x, x);
            e = Vector512.MultiplyAddEstimate(e, x, x);
            f = Vector512.MultiplyAddEstimate(f, x, x);
            g = Vector512.MultiplyAddEstimate(g, x, x);
            h = Vector512.MultiplyAddEstimate(h, x, x);
            i = Vector512.MultiplyAddEstimate(i, x, x);
            j = Vector512.MultiplyAddEstimate(j, x, x);
            k = Vector512.MultiplyAddEstimate(k, x, x);
            l = Vector512.MultiplyAddEstimate(l, x, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loads512(ref float data, nint length, Vector512<float> zero)
    {
        Vector512<float> a = zero, b = zero, c = zero, d = zero, e = zero, f = zero, g = zero, h = zero;
        nint n = Vector512<float>.Count;
        for (nint start = 0; start <= length - 8 * n; start += 8 * n)
        {
            ref var block = ref Unsafe.Add(ref data, start);
            a |= Vector512.LoadUnsafe(ref block);
            b |= Vector512.LoadUnsafe(ref block, (nuint)n);
            c |= Vector512.LoadUnsafe(ref block, (nuint)(2 * n));
            d |= Vector512.LoadUnsafe(ref block, (nuint)(3 * n));
            e |= Vector512.LoadUnsafe(ref block, (nuint)(4 * n));
            f |= Vector512.LoadUnsafe(ref block, (nuint)(5 * n));
            g |= Vector512.LoadUnsafe(ref block, (nuint)(6 * n));
            h |= Vector512.LoadUnsafe(ref block, (nuint)(7 * n));
        }

        return Vector512.Sum(a | b | c | d | e | f | g | h);
    }
}
