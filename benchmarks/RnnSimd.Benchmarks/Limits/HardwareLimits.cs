using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Simd;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>What one core of this machine can do at its widest vectors: the denominators of every share in the report.</summary>
[EveryWidth]
internal static partial class HardwareLimits
{
    private const int FmaSteps = 1000;
    private const int FmaAccumulators = 12;
    private const int ActivationElements = 4096;
    private const int LoadArrays = 4;

    // 24 rows of eight vectors of 512 bits, and whole numbers of the narrower ones'.
    private const int LoadBlock = 24 * 8 * 64;

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

    /// <summary>The least multiple of 12 KiB that is as large.</summary>
    public static int WholeLoadBlocks(int bytes) => (bytes + LoadBlock - 1) / LoadBlock * LoadBlock;

    /// <summary>
    /// Reading an array of this size again and again, in bytes per nanosecond: upwards and downwards in turn, which finds more of it in the
    /// cache if it is a little too large for one.
    /// </summary>
    /// <remarks>Of some arrays, at once in memory, the fastest: how much of one stays in a cache depends on the pages that it got, too.</remarks>
    /// <param name="bytes">The size, rounded up to <see cref="WholeLoadBlocks"/>.</param>
    public static double LoadBandwidth(int bytes)
    {
        bytes = WholeLoadBlocks(bytes);
        var arrays = Enumerable.Range(0, LoadArrays).Select(_ => new Values<float>(bytes / sizeof(float))).ToList();
        return bytes / arrays.Min(LoadTime);
    }

    private static double LoadTime(Values<float> data)
    {
        var isUpwards = false;

        // Written first: fresh pages are all the same page of zeros, which the first-level cache holds.
        data.Span.Fill(1);
        var time = VectorBits() switch
        {
            512 => Measurement.Of(() => s_sink = Loads512(ref data[0], data.Length, isUpwards = !isUpwards)),
            256 => Measurement.Of(() => s_sink = Loads256(ref data[0], data.Length, isUpwards = !isUpwards)),
            _ => Measurement.Of(() => s_sink = Loads128(ref data[0], data.Length, isUpwards = !isUpwards)),
        };
        return time.Minimum;
    }

    /// <summary>A sigmoid's time for one element, in nanoseconds, on data in the first-level cache.</summary>
    public static double SigmoidTime()
    {
        var data = ActivationData();
        var time = VectorBits() switch
        {
            512 => Measurement.Of(() => s_sink = Sigmoids512(ref data[0], data.Length, Vector512<float>.Zero)),
            256 => Measurement.Of(() => s_sink = Sigmoids256(ref data[0], data.Length, Vector256<float>.Zero)),
            _ => Measurement.Of(() => s_sink = Sigmoids128(ref data[0], data.Length, Vector128<float>.Zero)),
        };
        return time.Minimum / ActivationElements;
    }

    /// <summary>A tanh's time for one element, in nanoseconds, on data in the first-level cache.</summary>
    public static double TanhTime()
    {
        var data = ActivationData();
        var time = VectorBits() switch
        {
            512 => Measurement.Of(() => s_sink = Tanhs512(ref data[0], data.Length, Vector512<float>.Zero)),
            256 => Measurement.Of(() => s_sink = Tanhs256(ref data[0], data.Length, Vector256<float>.Zero)),
            _ => Measurement.Of(() => s_sink = Tanhs128(ref data[0], data.Length, Vector128<float>.Zero)),
        };
        return time.Minimum / ActivationElements;
    }

    private static Values<float> ActivationData()
    {
        var data = new Values<float>(ActivationElements);
        Data.Random(data.Length).CopyTo(data.Span);
        return data;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sigmoids512(ref float data, nint length, Vector512<float> sum)
    {
        for (nint start = 0; start <= length - Vector512<float>.Count; start += Vector512<float>.Count)
        {
            sum += Activation.Sigmoid(Vector512.LoadUnsafe(ref Unsafe.Add(ref data, start)));
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Tanhs512(ref float data, nint length, Vector512<float> sum)
    {
        for (nint start = 0; start <= length - Vector512<float>.Count; start += Vector512<float>.Count)
        {
            sum += Activation.Tanh(Vector512.LoadUnsafe(ref Unsafe.Add(ref data, start)));
        }

        return Vector512.Sum(sum);
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

    /// <summary>Blocks of 24 rows of eight vectors: Zen 5 streams a third faster if a loop has so many load instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loads512(ref float data, nint length, bool isUpwards)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        nint size = 24 * 8 * Vector512<float>.Count;
        var blocks = length / size;
        for (nint number = 0; number < blocks; number++)
        {
            ref var block = ref Unsafe.Add(ref data, (isUpwards ? number : blocks - 1 - number) * size);
            LoadRow512(ref block, 0, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 1, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 2, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 3, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 4, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 5, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 6, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 7, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 8, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 9, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 10, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 11, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 12, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 13, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 14, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 15, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 16, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 17, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 18, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 19, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 20, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 21, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 22, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            LoadRow512(ref block, 23, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        }

        return Vector512.Sum(a | b | c | d | e | f | g | h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadRow512(
        ref float block, nint row, ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d,
        ref Vector512<float> e, ref Vector512<float> f, ref Vector512<float> g, ref Vector512<float> h)
    {
        nint n = Vector512<float>.Count;
        ref var start = ref Unsafe.Add(ref block, row * 8 * n);
        a |= Vector512.LoadUnsafe(ref start);
        b |= Vector512.LoadUnsafe(ref start, (nuint)n);
        c |= Vector512.LoadUnsafe(ref start, (nuint)(2 * n));
        d |= Vector512.LoadUnsafe(ref start, (nuint)(3 * n));
        e |= Vector512.LoadUnsafe(ref start, (nuint)(4 * n));
        f |= Vector512.LoadUnsafe(ref start, (nuint)(5 * n));
        g |= Vector512.LoadUnsafe(ref start, (nuint)(6 * n));
        h |= Vector512.LoadUnsafe(ref start, (nuint)(7 * n));
    }
}
