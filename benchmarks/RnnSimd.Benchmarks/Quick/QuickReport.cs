using System.Globalization;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>Measures the machine, then every row, and prints each as a share of the machine.</summary>
internal static class QuickReport
{
    private static readonly (string Level, int Bytes)[] s_levels =
        [("L1", 32 << 10), ("L2", 512 << 10), ("L3", 8 << 20), ("memory", 256 << 20)];

    /// <summary>What the report measures, in order; a new subject is one more line.</summary>
    private static IEnumerable<QuickRow> Rows => [.. NetworkRows.All.Concat(MatrixProductRows.All)];

    /// <param name="output">Where the report goes.</param>
    /// <param name="filter">Only rows whose names contain this are measured.</param>
    public static void Print(TextWriter output, string filter)
    {
        var peak = HardwareLimits.PeakFlops();
        output.WriteLine(Invariant($"FMA peak: {peak:F1} GFLOP/s in float, {HardwareLimits.VectorBits()}-bit vectors, one core"));
        foreach (var (level, bytes) in s_levels)
        {
            output.WriteLine(Invariant($"Loads from {level}: {HardwareLimits.LoadBandwidth(bytes):F0} GB/s"));
        }

        output.WriteLine();
        output.WriteLine($"{"",-48}{"minimum",14}{"median",14}{"GFLOP/s",10}{"of peak",9}{"bytes",8}");
        var measured = new Dictionary<string, Measurement>();
        foreach (var row in Rows.Where(row => row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var time = measured[row.Name] = Measurement.Of(row.Run);
            var speed = row.Flops / time.Minimum;
            var ratio = row.RelativeTo is { } other && measured.TryGetValue(other, out var base_)
                ? Invariant($"  {time.Minimum / base_.Minimum:F2} × {other}")
                : "";
            output.WriteLine(Invariant(
                $"{row.Name,-48}{time.Minimum,11:N1} ns{time.Median,11:N1} ns{speed,10:F1}{speed / peak,9:P0}{time.AllocatedBytes,8:F0}{ratio}"));
        }

        output.WriteLine(Invariant($"FMA peak again: {HardwareLimits.PeakFlops():F1} GFLOP/s"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
