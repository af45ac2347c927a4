using BenchmarkDotNet.Attributes;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Functions;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>The elementwise functions of the equations' language.</summary>
[BenchmarkCategory("Activations")]
public class Activations : RowBenchmarks
{
    private const int Calls = 10;

    private protected override IEnumerable<Row> TableRows => FunctionCases.All;

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Call() => Run(Calls);
}
