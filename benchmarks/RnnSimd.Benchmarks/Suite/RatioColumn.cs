using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>How many times as long a row takes as the one that it is held against.</summary>
internal sealed class RatioColumn() : RowColumn("Ratio", "time over that of the row that this one is held against: ours, the same size's LSTM, single steps, or training without what the name says")
{
    protected override string Value(Summary summary, BenchmarkCase benchmark)
    {
        var other = summary.BenchmarksCases.FirstOrDefault(other => RowOf(other).Name == RowOf(benchmark).RelativeTo);
        return other is null ? "" : (Time(summary, benchmark) / Time(summary, other)).ToString("F2", CultureInfo.InvariantCulture);
    }
}
