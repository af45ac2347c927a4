namespace RnnSimd.Generators.Plan;

/// <summary>
/// Decides into how many partial sums a sum of products is cut. A fused multiply-add takes four cycles and two start in
/// each, so eight independent sums keep the units busy; where the outputs are fewer vectors than that, each sum is cut. Where
/// the weights are a little larger than a cache, halves that are used in alternating order find half of them in it. The
/// cut decides how the sum is rounded, so it depends on the shape alone: it counts 512-bit vectors on every machine.
/// </summary>
internal static class SumChains
{
    private const int ShortestChain = 4;

    // A little more than the first-level cache (32 or 48 KiB), and more than most of the second (1 MiB).
    private const int LargerThanFirstCache = 44 * 1024;
    private const int TwiceFirstCache = 96 * 1024;
    private const int MostOfSecondCache = 768 * 1024;

    /// <summary>The number of partial sums: 1, 2, 4 or 8.</summary>
    /// <param name="columns">The number of outputs that are summed side by side.</param>
    /// <param name="inner">The number of terms.</param>
    /// <param name="isDouble">Whether a vector holds 8 lanes and not 16.</param>
    public static int Count(int columns, int inner, bool isDouble)
    {
        var (lanes, bytes) = isDouble ? (8, 8L * columns * inner) : (16, 4L * columns * inner);
        var chains = Wanted((columns + lanes - 1) / lanes, columns, bytes);
        while (chains > 1 && (inner < chains * ShortestChain || !FillsEvery(chains, inner)))
        {
            chains /= 2;
        }

        return chains;
    }

    // All chains but the last have the same length, rounded up: 33 terms in 8 chains of 5 would leave nothing for the last, and less.
    private static bool FillsEvery(int chains, int inner) => (chains - 1) * ((inner + chains - 1) / chains) < inner;

    private static int Wanted(int vectors, int columns, long bytes) => vectors switch
    {
        1 => columns == 1 ? 8 : 4,
        < 8 => 2,
        _ => bytes is (> LargerThanFirstCache and <= TwiceFirstCache) or > MostOfSecondCache ? 2 : 1,
    };
}
