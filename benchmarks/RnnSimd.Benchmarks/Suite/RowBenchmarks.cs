using BenchmarkDotNet.Attributes;
using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Suite;

/// <summary>Times rows of the tables of cases, which BenchmarkDotNet knows by their names.</summary>
public abstract class RowBenchmarks
{
    private static readonly Dictionary<string, Row> s_rows = [];
    private static readonly Dictionary<string, long> s_allocated = [];

    private Action<int> _run = _ => { };

    /// <summary>The name of a row.</summary>
    [ParamsSource(nameof(Rows))]
    public string Row { get; set; } = "";

    /// <summary>The names of all rows.</summary>
    public IEnumerable<string> Rows => TableRows.Select(row =>
    {
        s_rows[row.Name] = row;
        return row.Name;
    });

    private protected abstract IEnumerable<Row> TableRows { get; }

    internal static Row RowOf(string name) => s_rows[name];

    /// <summary>The bytes that one call of a row allocates, once warm, on the thread that makes it.</summary>
    internal static long AllocatedBytesOf(string name) => s_allocated[name];

    /// <summary>Measures what the row is held against, then brings the row to its final speed.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var row = RowOf(Row);
        _ = Limit.Of(row.Demand);
        _run = row.Prepare();
        WarmUp.Run(_run);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        _run(1);
        s_allocated[Row] = GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    private protected void Run(int calls) => _run(calls);

    private protected static IEnumerable<Row> WithBaselines(IEnumerable<NetworkCase> cases) => cases.SelectMany(BaselineRows.WithBaselines);
}
