using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>A column of figures that follow from a row and its fastest time.</summary>
internal abstract class RowColumn(string name, string legend) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public virtual bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is null ? "" : Value(summary, benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    protected abstract string Value(Summary summary, BenchmarkCase benchmark);

    /// <summary>The row that a benchmark times.</summary>
    protected static Row RowOf(BenchmarkCase benchmark) => RowBenchmarks.RowOf((string)benchmark.Parameters[nameof(RowBenchmarks.Row)]);

    /// <summary>The fastest time of one call, nanoseconds; NaN if it failed.</summary>
    protected static double Time(Summary summary, BenchmarkCase benchmark) => summary[benchmark]?.ResultStatistics?.Min ?? double.NaN;
}
