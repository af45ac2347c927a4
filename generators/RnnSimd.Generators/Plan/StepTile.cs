using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>How a stage of a single step goes over a run of equal vectors.</summary>
/// <param name="Kind">The kind of vector.</param>
/// <param name="Repeat">How many of them stand side by side.</param>
/// <param name="Sums">Those whose sums are kept in registers together.</param>
internal sealed record StepTile(LaneKind Kind, int Repeat, SumTile Sums)
{
    /// <summary>How many vectors are summed together.</summary>
    public int Blocks => Sums.Offsets.Count;

    /// <summary>Chooses the tiles of a stage for every machine.</summary>
    /// <param name="sums">The number of sums for each lane, partial ones included.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="isDouble">The precision.</param>
    public static EquatableArray<StepTile> Choose(int sums, int lanes, bool isDouble) => LaneBlocks.Widths
        .SelectMany(width => LaneBlocks.Cover(lanes, width, isDouble))
        .Select(block => new StepTile(block.Kind, block.Repeat, SumTile.Of(block.Kind, BlocksOf(sums, block) * block.Kind.Count)))
        .Distinct().ToEquatableArray();

    private static int BlocksOf(int sums, LaneBlock block)
    {
        var blocks = sums == 0 ? 1 : Math.Min(SumTile.MostVectors(block.Kind, sums), block.Repeat);
        while (block.Repeat % blocks != 0)
        {
            blocks--;
        }

        return blocks;
    }
}
