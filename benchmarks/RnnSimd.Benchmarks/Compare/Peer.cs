using System.Diagnostics;
using System.Text.Json;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>Another library, in a process of its own: benchmarks/peers/README.md says what it is given and what it prints.</summary>
/// <param name="folder">The peer's folder.</param>
/// <param name="caseFolder">Where the cases have been written.</param>
/// <param name="log">Is told of a peer that is not installed.</param>
internal sealed class Peer(DirectoryInfo folder, string caseFolder, TextWriter log) : Contender
{
    private const int NotInstalled = 69;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);
    private static readonly Dictionary<string, NetworkCase> s_cases = ComparedCases.All.ToDictionary(CaseFiles.NameOf);

    /// <exception cref="InvalidOperationException">It failed, for example because its results are not ours.</exception>
    public override IEnumerable<CaseTime> Measure()
    {
        var start = new ProcessStartInfo(Path.Combine(folder.FullName, "run"), [caseFolder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode == NotInstalled)
        {
            log.WriteLine($"{folder.Name} is left out: it is not installed, which benchmarks/peers/install {folder.Name} does.");
            return [];
        }

        // What was wrong stands on the standard error, which is also ours.
        return process.ExitCode == 0 ? lines.Select(Read) : throw new InvalidOperationException($"{folder.Name} ended with {process.ExitCode}.");
    }

    private static CaseTime Read(string line)
    {
        var time = JsonSerializer.Deserialize<Line>(line, s_options)!;
        return time.Threads == 1
            ? new(time.Peer, time.Version, time.Notes, s_cases[time.Case], time.Minimum, time.Median)
            : throw new InvalidOperationException($"{time.Peer} ran on {time.Threads} threads.");
    }

    private sealed record Line(string Peer, string Version, int Threads, string Case, double Minimum, double Median, double Difference, string Notes);
}
