using BenchmarkDotNet.Attributes;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>A single step of one stream.</summary>
[BenchmarkCategory("Step")]
public class Step : RowBenchmarks
{
    private const int Calls = 100;

    private protected override IEnumerable<Row> TableRows => WithBaselines(NetworkCases.Steps);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Call() => Run(Calls);
}

/// <summary>Many steps of one stream.</summary>
[BenchmarkCategory("Sequence")]
public class Sequence : RowBenchmarks
{
    private protected override IEnumerable<Row> TableRows => WithBaselines(NetworkCases.Sequences);

    [Benchmark]
    public void Call() => Run(1);
}

/// <summary>Many steps of many streams.</summary>
[BenchmarkCategory("Batch")]
public class Batch : RowBenchmarks
{
    private protected override IEnumerable<Row> TableRows => WithBaselines(NetworkCases.Batches);

    [Benchmark]
    public void Call() => Run(1);
}

/// <summary>Forward and backward, with the gradients of the weights.</summary>
[BenchmarkCategory("Training")]
public class Training : RowBenchmarks
{
    private protected override IEnumerable<Row> TableRows =>
        [.. WithBaselines(NetworkCases.Trainings), .. NetworkCases.ThreadedTrainings.Select(item => item.Row), .. TrainingCases.All];

    [Benchmark]
    public void Call() => Run(1);
}
