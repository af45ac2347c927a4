using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using RnnSimd.Benchmarks.FirstCall;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>Of first calls: whether one of the next calls is slow for want of optimised code.</summary>
internal sealed class LaterCallsColumn() : RowColumn(
    "Later calls", "nanoseconds per call: the slowest ten in a row of the 1000 calls after the first, and the median ones; best of ten processes")
{
    public override bool IsAvailable(Summary summary) =>
        summary.BenchmarksCases.Any(benchmark => FirstCallRows.LaterCalls(RowOf(benchmark).Name) is not null);

    protected override string Value(Summary summary, BenchmarkCase benchmark) =>
        FirstCallRows.LaterCalls(RowOf(benchmark).Name) is var (slowest, median)
            ? string.Create(CultureInfo.InvariantCulture, $"{slowest:F0}, {median:F0} ns")
            : "";
}
