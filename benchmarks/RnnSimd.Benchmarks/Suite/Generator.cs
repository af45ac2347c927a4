using BenchmarkDotNet.Attributes;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>The source generator itself.</summary>
[BenchmarkCategory("Generator")]
public class Generator : RowBenchmarks
{
    private protected override IEnumerable<Row> TableRows => GeneratorCases.All;

    [Benchmark]
    public void Call() => Run(1);
}
