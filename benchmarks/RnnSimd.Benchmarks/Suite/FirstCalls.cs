using BenchmarkDotNet.Attributes;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.FirstCall;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>A new process, from its start to the first output of one layer.</summary>
[BenchmarkCategory("FirstCall")]
public class FirstCalls : RowBenchmarks
{
    private protected override IEnumerable<Row> TableRows => FirstCallRows.All;

    [Benchmark]
    public void Call() => Run(1);
}
