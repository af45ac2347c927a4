using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>The time that a call needs at least on this machine, on a core for each of its threads, in nanoseconds.</summary>
/// <param name="MultiplyAdds">For the products, if multiply-adds run at their peak.</param>
/// <param name="Loads">For reading the weights, at the bandwidth of the cache that holds them.</param>
/// <param name="Activations">For sigmoids and tanhs, as fast as the library computes them on data at hand.</param>
internal readonly record struct Limit(double MultiplyAdds, double Loads, double Activations)
{
    private static readonly Lazy<double> s_peak = new(HardwareLimits.PeakFlops);
    private static readonly Lazy<double> s_sigmoid = new(HardwareLimits.SigmoidTime);
    private static readonly Lazy<double> s_tanh = new(HardwareLimits.TanhTime);
    private static readonly Dictionary<int, double> s_bandwidths = [];

    /// <summary>Multiply-adds at their peak, in flop per nanosecond.</summary>
    public static double PeakFlops => s_peak.Value;

    /// <summary>Nanoseconds of a sigmoid of one element.</summary>
    public static double SigmoidTime => s_sigmoid.Value;

    /// <summary>Nanoseconds of a tanh of one element.</summary>
    public static double TanhTime => s_tanh.Value;

    /// <summary>Loads and multiply-adds overlap; activations need the results of both.</summary>
    public double Time => Math.Max(MultiplyAdds, Loads) + Activations;

    /// <summary>The limit of a call; what it takes to know it is measured once in a process.</summary>
    public static Limit Of(Demand demand) => new(
        2 * demand.MultiplyAdds / PeakFlops / demand.Threads,
        demand.LoadedBytes > 0 ? demand.LoadedBytes / Bandwidth(demand.WeightBytes) : 0,
        (demand.Sigmoids * SigmoidTime + demand.Tanhs * TanhTime) / demand.Threads);

    /// <summary>Bytes per nanosecond, of an array of this size that is read again and again.</summary>
    public static double Bandwidth(int bytes)
    {
        bytes = HardwareLimits.WholeLoadBlocks(bytes);
        if (!s_bandwidths.TryGetValue(bytes, out var bandwidth))
        {
            s_bandwidths.Add(bytes, bandwidth = HardwareLimits.LoadBandwidth(bytes));
        }

        return bandwidth;
    }
}
