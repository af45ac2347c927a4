namespace RnnSimd.Generators.Plan;

/// <summary>
/// Decides into how many partial sums a sum of products is cut. A fused multiply-add takes four cycles and two start in
/// each, so eight independent sums keep the units busy; where the outputs are fewer vectors than that, each sum is cut. The
/// cut decides how the sum is rounded, so it depends on the shape alone: it counts 512-bit vectors on every machine.
/// </summary>
internal static class SumChains
{
    private const int WantedSums = 8;
    private const int ShortestChain = 8;

    /// <summary>The number of partial sums: 1, 2, 4 or 8.</summary>
    /// <param name="columns">The number of outputs that are summed side by side.</param>
    /// <param name="inner">The number of terms.</param>
    /// <param name="isDouble">Whether a vector holds 8 lanes and not 16.</param>
    public static int Count(int columns, int inner, bool isDouble)
    {
        var lanes = isDouble ? 8 : 16;
        var vectors = (columns + lanes - 1) / lanes;
        var chains = 1;
        while (chains < 8 && chains * vectors < WantedSums && inner >= 2 * chains * ShortestChain)
        {
            chains *= 2;
        }

        return chains;
    }
}
