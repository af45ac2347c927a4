using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>How the sums of a single step are kept in registers.</summary>
/// <param name="Kind">The kind of vector.</param>
/// <param name="Repeat">How many of them stand side by side.</param>
/// <param name="Blocks">How many of them are summed together.</param>
/// <param name="Unroll">How many elements of the operand one turn of the loop takes.</param>
internal readonly record struct StepTile(LaneKind Kind, int Repeat, int Blocks, int Unroll)
{
    // AVX-512 has 32 registers, of which 24 hold sums; with narrower vectors only 16 are certain, and 12 hold sums.
    private const int SumsInWideRegisters = 24;
    private const int SumsInRegisters = 12;

    // Measured on one-row products that fit into the first-level cache: two turns in one hide the loop, more gain nothing.
    private const int UsualUnroll = 2;

    /// <summary>Chooses the tiles of a stage for every machine.</summary>
    /// <param name="sums">The number of sums for each lane, partial ones included.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="isDouble">The precision.</param>
    public static EquatableArray<StepTile> Choose(int sums, int lanes, bool isDouble) => LaneBlocks.Widths
        .SelectMany(width => LaneBlocks.Cover(lanes, width, isDouble))
        .Select(block => new StepTile(block.Kind, block.Repeat, BlocksOf(sums, block), UsualUnroll)).Distinct().ToEquatableArray();

    private static int BlocksOf(int sums, LaneBlock block)
    {
        var registers = block.Kind.Bits == 512 ? SumsInWideRegisters : SumsInRegisters;
        var blocks = sums == 0 ? 1 : Math.Min(Math.Max(1, registers / sums), block.Repeat);
        while (block.Repeat % blocks != 0)
        {
            blocks--;
        }

        return blocks;
    }
}
