using System.Globalization;

namespace RnnSimd.Benchmarks.Quick;

/// <summary>Measures the machine, then every row, and prints each as a share of the machine.</summary>
internal static class QuickReport
{
    private static readonly (string Level, int Bytes)[] s_levels =
        [("L1", 24 << 10), ("L2", 512 << 10), ("L3", 8 << 20), ("memory", 256 << 20)];

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

        var activation = HardwareLimits.ActivationTime();
        output.WriteLine(Invariant($"Activations: {activation:F2} ns for each element"));
        output.WriteLine();
        output.WriteLine("Of limit: the longer of the times for the multiply-adds and for loading the weights, and the time for the activations.");
        output.WriteLine($"{"",-48}{"minimum",16}{"median",16}{"GFLOP/s",10}{"of peak",9}{"of limit",9}{"bytes",8}");
        var bandwidths = new Dictionary<int, double>();
        var measured = new Dictionary<string, Measurement>();
        foreach (var row in Rows.Where(row => row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var time = measured[row.Name] = Measurement.Of(row.Run);
            var speed = row.Flops / time.Minimum;
            var ratio = row.RelativeTo is { } other && measured.TryGetValue(other, out var base_)
                ? Invariant($"  {time.Minimum / base_.Minimum:F2} × {other}")
                : "";
            output.WriteLine(Invariant(
                $"{row.Name,-48}{time.Minimum,13:N1} ns{time.Median,13:N1} ns{speed,10:F1}{speed / peak,9:P0}{ShareOfLimit(row, time),9}{time.AllocatedBytes,8:F0}{ratio}"));
        }

        output.WriteLine(Invariant($"FMA peak again: {HardwareLimits.PeakFlops():F1} GFLOP/s"));

        string ShareOfLimit(QuickRow row, Measurement time)
        {
            if (row.Demand is not { } demand)
            {
                return "";
            }

            if (!bandwidths.TryGetValue(demand.WeightBytes, out var bandwidth))
            {
                bandwidths.Add(demand.WeightBytes, bandwidth = HardwareLimits.LoadBandwidth(demand.WeightBytes));
            }

            var loads = (double)demand.WeightBytes * demand.Passes / bandwidth;
            return Invariant($"{(Math.Max(row.Flops / peak, loads) + demand.Activations * activation) / time.Minimum:P0}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
