using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>How the suite runs: in this process, so that shares are of limits measured beside it; rows in the order of the cases.</summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        // The set-up of each row warms it up: see WarmUp.
        AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(1)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(20)));
        AddColumnProvider(DefaultColumnProviders.Params);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        AddColumn(
            new ShareColumn("Of peak", "share of the peak of multiply-adds", limit => limit.MultiplyAdds),
            new ShareColumn("Of loads", "share of the bandwidth of the cache that holds the weights", limit => limit.Loads),
            new ShareColumn("Of limit", "share of the limit: the longer of these two and the activations", limit => limit.Time),
            new RatioColumn(),
            new AllocatedColumn(),
            new LaterCallsColumn());
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddValidator([.. DefaultConfig.Instance.GetValidators()]);
        WithOrderer(new CaseOrderer());
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80));
    }
}
