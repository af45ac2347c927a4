namespace RnnSimd.Generators.Plan;

/// <summary>How a single step's sums are kept in registers.</summary>
/// <param name="Blocks">How many vectors of lanes are summed together.</param>
/// <param name="Unroll">How many elements of the operand one turn of the loop takes.</param>
internal readonly record struct StepTile(int Blocks, int Unroll)
{
    /// <summary>Chooses the tile of a stage.</summary>
    /// <param name="accumulators">The number of sums for each lane, partial ones included.</param>
    /// <param name="blocks">How many vectors of this kind stand side by side.</param>
    /// <param name="bits">Their width.</param>
    /// <param name="weights">The number of weights of the stage in bytes.</param>
    public static StepTile Choose(int accumulators, int blocks, int bits, int weights)
    {
        // AVX-512 has 32 registers, of which 24 hold sums; with narrower vectors 16 are certain, and 12 hold sums.
        var registers = bits == 512 ? 24 : 12;

        // Weights that stream from the second-level cache come in longer runs if more lanes are read at a time.
        var wanted = Math.Max(1, registers / Math.Max(1, accumulators));
        var most = Math.Min(wanted, blocks);
        while (blocks % most != 0)
        {
            most--;
        }

        return new(most, weights > FirstLevelCache ? 1 : 2);
    }

    private const int FirstLevelCache = 32 * 1024;
}
