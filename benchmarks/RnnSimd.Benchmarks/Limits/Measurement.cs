using System.Diagnostics;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>The time of one call, over several samples, and what a call allocates.</summary>
/// <param name="Minimum">The fastest sample, nanoseconds per call: what the code can do when nothing else runs.</param>
/// <param name="Median">The median sample, nanoseconds per call.</param>
/// <param name="AllocatedBytes">Bytes allocated per call, once warm.</param>
internal readonly record struct Measurement(double Minimum, double Median, double AllocatedBytes)
{
    private const int Samples = 201;

    // Well below the time slice of an operating system: most samples are not interrupted even on a busy machine.
    private static readonly TimeSpan s_sampleTime = TimeSpan.FromMicroseconds(100);

    // Enough for a slow row; a quick one never meets it.
    private static readonly TimeSpan s_totalTime = TimeSpan.FromSeconds(1);

    public static Measurement Of(Action run) => Of(NetworkCalls.Repeat(run));

    /// <param name="run">Calls as often as it is told.</param>
    public static Measurement Of(Action<int> run)
    {
        WarmUp.Run(run);
        var calls = CallsPerSample(run);
        var times = new double[Samples];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var samples = 0;
        for (var start = Stopwatch.GetTimestamp(); samples < Samples && Stopwatch.GetElapsedTime(start) < s_totalTime; samples++)
        {
            times[samples] = Time(run, calls) / calls;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times, 0, samples);
        return new(times[0], times[samples / 2], (double)allocated / (samples * calls));
    }

    /// <summary>So many calls that reading the clock does not count. One time can be long because of an interruption: three are not.</summary>
    private static int CallsPerSample(Action<int> run)
    {
        var calls = 1;
        while (Enumerable.Range(0, 3).Min(_ => Time(run, calls)) < s_sampleTime.TotalNanoseconds && calls < 1 << 28)
        {
            calls *= 2;
        }

        return calls;
    }

    /// <summary>Nanoseconds; a <see cref="TimeSpan"/> would round to hundreds.</summary>
    private static double Time(Action<int> run, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        run(calls);
        return (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency);
    }
}
