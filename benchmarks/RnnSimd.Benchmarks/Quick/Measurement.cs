using System.Diagnostics;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>The time of one call, over several samples, and what a call allocates.</summary>
/// <param name="Minimum">The fastest sample, nanoseconds per call: what the code can do when nothing else runs.</param>
/// <param name="Median">The median sample, nanoseconds per call.</param>
/// <param name="AllocatedBytes">Bytes allocated per call, once warm.</param>
internal readonly record struct Measurement(double Minimum, double Median, double AllocatedBytes)
{
    private const int Samples = 201;
    private const int MostWarmUps = 20;

    // Well below the time slice of an operating system: most samples are not interrupted even on a busy machine.
    private static readonly TimeSpan s_sampleTime = TimeSpan.FromMicroseconds(100);

    // The runtime waits this long for quiet before it optimises what was called often.
    private static readonly TimeSpan s_warmUpTime = TimeSpan.FromMilliseconds(150);

    // Enough for a slow row; a quick one never meets it.
    private static readonly TimeSpan s_totalTime = TimeSpan.FromSeconds(1);

    public static Measurement Of(Action run)
    {
        var calls = CallsPerSample(run);
        var times = new double[Samples];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var samples = 0;
        for (var start = Stopwatch.GetTimestamp(); samples < Samples && Stopwatch.GetElapsedTime(start) < s_totalTime; samples++)
        {
            times[samples] = Time(run, calls).TotalNanoseconds / calls;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times, 0, samples);
        return new(times[0], times[samples / 2], (double)allocated / (samples * calls));
    }

    /// <summary>So many calls that reading the clock does not count.</summary>
    private static int CallsPerSample(Action run)
    {
        // The first calls compile the code and fill the caches; the runtime optimises it, in several steps, while the next ones run.
        var (fastest, quiet) = (double.MaxValue, 0);
        for (var turn = 0; turn < MostWarmUps && quiet < 3; turn++)
        {
            var time = TimeOfWarmUp(run);
            quiet = time < 0.9 * fastest ? 0 : quiet + 1;
            fastest = Math.Min(fastest, time);
        }

        var calls = 1;
        while (Time(run, calls) < s_sampleTime && calls < 1 << 28)
        {
            calls *= 2;
        }

        return calls;
    }

    /// <summary>Nanoseconds per call over some time.</summary>
    private static double TimeOfWarmUp(Action run)
    {
        var calls = 0;
        var start = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(start) < s_warmUpTime; calls++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static TimeSpan Time(Action run, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
