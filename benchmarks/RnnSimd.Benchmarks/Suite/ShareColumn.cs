using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>A part of a row's limit over its fastest time.</summary>
internal sealed class ShareColumn(string name, string legend, Func<Limit, double> part) : RowColumn(name, legend)
{
    protected override string Value(Summary summary, BenchmarkCase benchmark)
    {
        var share = part(Limit.Of(RowOf(benchmark).Demand)) / Time(summary, benchmark);
        return share > 0 ? share.ToString("P0", CultureInfo.InvariantCulture) : "";
    }
}
