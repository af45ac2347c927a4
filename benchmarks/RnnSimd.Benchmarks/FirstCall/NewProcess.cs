using System.Diagnostics;
using System.Globalization;
using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Networks;

namespace RnnSimd.Benchmarks.FirstCall;

/// <summary>What a new process does: it makes a network, calls it once and says so; then, if it is asked to, it times later calls.</summary>
internal static class NewProcess
{
    /// <summary>The option of this program that makes it such a process.</summary>
    public const string Option = "--first-call";

    /// <summary>The option after it that asks for later calls.</summary>
    public const string LaterCallsOption = "--later-calls";

    private const int Inputs = 1;
    private const int Units = 32;
    private const int LaterCalls = 1000;

    // Short enough to show a call of code that is not optimised yet, long enough for the clock.
    private const int BatchOfCalls = 10;

    /// <summary>What can be called: ours, baselines, and nothing at all, which shows what the runtime itself takes.</summary>
    public static IReadOnlyList<(string Name, Func<NetworkCalls.StepOperation> Create)> Subjects { get; } =
    [
        ("Lstm 1→32", () => new Lstm1To32().Step),
        ("Lstm 1→32, TensorPrimitives", () => new TensorLstm(new(Inputs, Units)).Step),
        ("Lstm 1→32, plain loops", () => new ScalarLstm(new(Inputs, Units)).Step),
        ("nothing", () => (_, _, _) => { }),
    ];

    /// <summary>Runs in the new process.</summary>
    /// <param name="subject">The index of what is called.</param>
    /// <param name="timesLaterCalls">Whether to print the nanoseconds per call of the slowest batch of later calls and of the median one.</param>
    public static void Run(int subject, bool timesLaterCalls)
    {
        var step = Subjects[subject].Create();
        var (input, state, output) = (new float[Inputs], new float[2 * Units], new float[Units]);
        step(input, state, output);
        if (!timesLaterCalls)
        {
            using var standardOutput = Console.OpenStandardOutput();
            standardOutput.WriteByte((byte)'.');
            return;
        }

        var times = new double[LaterCalls / BatchOfCalls];
        for (var batch = 0; batch < times.Length; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < BatchOfCalls; call++)
            {
                step(input, state, output);
            }

            times[batch] = (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency) / BatchOfCalls;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[^1]} {times[times.Length / 2]}"));
    }
}
