using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>The bytes that a call allocates.</summary>
/// <remarks>BenchmarkDotNet's own column counts the whole process, where some kilobytes of other threads end up in a row at random.</remarks>
internal sealed class AllocatedColumn() : RowColumn("Bytes", "allocated in one call, on the thread that makes it")
{
    protected override string Value(Summary summary, BenchmarkCase benchmark) =>
        RowBenchmarks.AllocatedBytesOf(RowOf(benchmark).Name).ToString("N0", CultureInfo.InvariantCulture);
}
