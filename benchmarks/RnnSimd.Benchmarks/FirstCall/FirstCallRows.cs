using System.Diagnostics;
using System.Globalization;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.FirstCall;

/// <summary>New processes, from their start to their first output.</summary>
internal static class FirstCallRows
{
    // A batch of calls can be interrupted; one that is slow for want of optimised code is so in every process.
    private const int ProcessesForLaterCalls = 10;

    private static readonly Dictionary<string, (double Slowest, double Median)> s_laterCalls = [];

    public static IEnumerable<Row> All => NewProcess.Subjects.Select((subject, n) =>
    {
        var name = Name(subject.Name);
        return new Row(name, new(0), () => Prepare(name, n), n == 0 ? null : Name(NewProcess.Subjects[0].Name));
    });

    /// <summary>Of the 1000 calls that follow the first, nanoseconds per call of the slowest ten in a row and of the median ones.</summary>
    public static (double Slowest, double Median)? LaterCalls(string name) =>
        s_laterCalls.TryGetValue(name, out var calls) ? calls : null;

    private static string Name(string subject) => $"New process to first output: {subject}";

    private static Action<int> Prepare(string name, int subject)
    {
        var processes = Enumerable.Range(0, ProcessesForLaterCalls).Select(_ => LaterCallsOfNewProcess(subject)).ToList();
        s_laterCalls[name] = (processes.Min(calls => calls.Slowest), processes.Min(calls => calls.Median));

        // Its end is not waited for until the next one starts.
        Process? last = null;
        return NetworkCalls.Repeat(() =>
        {
            last?.WaitForExit();
            last?.Dispose();
            last = Start(subject);
            if (last.StandardOutput.BaseStream.ReadByte() < 0)
            {
                throw new InvalidOperationException($"{name}: the new process ended without an output.");
            }
        });
    }

    private static (double Slowest, double Median) LaterCallsOfNewProcess(int subject)
    {
        using var process = Start(subject, NewProcess.LaterCallsOption);
        var times = process.StandardOutput.ReadToEnd().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        process.WaitForExit();
        return (times[0], times[1]);
    }

    private static Process Start(int subject, params string[] options)
    {
        // This program is run by its own executable or by the command "dotnet".
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        string[] program = Path.GetFileNameWithoutExtension(path) == "dotnet" ? [typeof(FirstCallRows).Assembly.Location] : [];
        var start = new ProcessStartInfo(path, [.. program, NewProcess.Option, subject.ToString(CultureInfo.InvariantCulture), .. options])
        {
            RedirectStandardOutput = true,
        };

        // This process optimises earlier than usual (see WarmUp), the new one must not: the usual 100 ms, in hexadecimal.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "64";
        return Process.Start(start) ?? throw new InvalidOperationException("No new process.");
    }
}
