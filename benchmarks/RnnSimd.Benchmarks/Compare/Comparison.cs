using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>Measures us, baselines and peers side by side.</summary>
internal static class Comparison
{
    private const int Rounds = 4;
    private const string ResultFolder = "results";

    private static readonly string[] s_peers = ["onednn", "pytorch", "onnxruntime"];

    /// <summary>Measures everything and writes benchmarks/results.</summary>
    public static void Run(TextWriter log)
    {
        var benchmarks = BenchmarkFolder();
        var machine = Machine.Measure();
        var times = Measure(benchmarks, log);
        var results = benchmarks.CreateSubdirectory(ResultFolder).FullName;
        File.WriteAllText(Path.Combine(results, "README.md"), ResultPage.Of(machine, times));
        File.WriteAllText(Path.Combine(results, "times.csv"), ResultData.Of(times));
        File.WriteAllText(Path.Combine(results, "steps.svg"), StepChart.Of(times));
        foreach (var time in times.Where(time => time.Minimum < Limit.Of(time.Case.Demand).Time))
        {
            log.WriteLine($"{time.Contender} is faster than the limit at {time.Case.Name}: something disturbed the measurement of the limit.");
        }

        log.WriteLine($"Tables, data and chart: {results}");
    }

    /// <summary>
    /// The smallest times of some rounds. Every other goes backwards, so that we run before and after every peer, and what else the machine does
    /// hits all alike.
    /// </summary>
    private static List<CaseTime> Measure(DirectoryInfo benchmarks, TextWriter log)
    {
        var cases = Directory.CreateTempSubdirectory();
        try
        {
            CaseFiles.Write(cases.FullName, ComparedCases.All);
            var peers = s_peers.Select(peer => new Peer(new(Path.Combine(benchmarks.FullName, "peers", peer)), cases.FullName, log));
            Contender[] contenders = [OwnContender.Ours, OwnContender.Tensors, OwnContender.PlainLoops, .. peers];
            var rounds = Enumerable.Range(0, Rounds).Select(round => round % 2 == 0 ? contenders : contenders.Reverse());
            var times = rounds.SelectMany(round => round.SelectMany(contender => contender.Measure().Select(Log))).ToArray();
            return
            [
                .. times.GroupBy(time => (time.Contender, time.Case)).Select(
                    same => same.First() with { Minimum = same.Min(time => time.Minimum), Median = same.Min(time => time.Median) }),
            ];
        }
        finally
        {
            cases.Delete(recursive: true);
        }

        CaseTime Log(CaseTime time)
        {
            log.WriteLine(FormattableString.Invariant($"{time.Contender,-17}{time.Case.Name,-50}{time.Minimum,15:N1} ns{time.Median,15:N1} ns"));
            return time;
        }
    }

    private static DirectoryInfo BenchmarkFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "peers")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("The folder with the peers is looked for above the program, in a clone of the repository.");
    }
}
