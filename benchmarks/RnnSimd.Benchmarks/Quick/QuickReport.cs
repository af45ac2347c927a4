using System.Globalization;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>Measures the machine, then every row, and prints each as a share of the machine.</summary>
internal static class QuickReport
{
    private const int NameWidth = 52;

    private static readonly (string Level, int Bytes)[] s_levels =
        [("L1", 24 << 10), ("L2", 512 << 10), ("L3", 8 << 20), ("memory", 128 << 20)];

    private static IEnumerable<Row> NetworkRows => [.. NetworkCases.All.Select(item => item.Row), .. TrainingCases.All];

    /// <param name="output">Where the report goes.</param>
    /// <param name="filter">Only rows whose names contain this are measured; without it those of networks.</param>
    public static void Print(TextWriter output, string filter)
    {
        output.WriteLine(Invariant($"FMA peak: {Limit.PeakFlops:F1} GFLOP/s in float, {HardwareLimits.VectorBits()}-bit vectors, one core"));
        foreach (var (level, bytes) in s_levels)
        {
            output.WriteLine(Invariant($"Loads from {level}: {Limit.Bandwidth(bytes):F0} GB/s"));
        }

        output.WriteLine(Invariant($"Activations: sigmoid {Limit.SigmoidTime:F3} ns, tanh {Limit.TanhTime:F3} ns for each element"));
        output.WriteLine();
        output.WriteLine("Of peak: multiply-adds. Of loads: reading the weights. Of limit: the longer of these two and the activations.");
        output.WriteLine($"{"",-NameWidth}{"minimum",18}{"median",18}{"of peak",9}{"of loads",9}{"of limit",9}{"bytes",7}");
        var measured = new Dictionary<string, double>();
        var rows = filter == "" ? NetworkRows : NetworkRows.Concat(MatrixProductCases.All);
        foreach (var row in rows.Where(row => row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var time = Measurement.Of(row.Prepare());
            measured[row.Name] = time.Minimum;
            output.WriteLine(Line(row, time) + Comparison(row, time));
        }

        output.WriteLine(Invariant($"FMA peak again: {HardwareLimits.PeakFlops():F1} GFLOP/s"));

        string Comparison(Row row, Measurement time) => row.RelativeTo is { } other && measured.TryGetValue(other, out var otherTime)
            ? Invariant($"  {time.Minimum / otherTime:F2} × {other}")
            : "";
    }

    private static string Line(Row row, Measurement time)
    {
        var limit = Limit.Of(row.Demand);
        var shares = $"{Share(limit.MultiplyAdds),9}{Share(limit.Loads),9}{Share(limit.Time),9}";
        return Invariant($"{row.Name,-NameWidth}{time.Minimum,15:N1} ns{time.Median,15:N1} ns{shares}{time.AllocatedBytes,7:F0}");

        string Share(double part) => part > 0 ? Invariant($"{part / time.Minimum:P0}") : "";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
