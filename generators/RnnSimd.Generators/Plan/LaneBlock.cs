namespace RnnSimd.Generators.Plan;

/// <summary>A vector of lanes: full, or the first one to three lanes of a 128-bit one at the end of a row.</summary>
internal readonly record struct LaneKind(int Bits, int Count, bool IsFull)
{
    /// <summary>How many vectors hold a number of lanes.</summary>
    public int VectorsFor(int lanes) => (lanes + Count - 1) / Count;
}

/// <summary>Equal vectors side by side: <see cref="Repeat"/> of them from lane <see cref="Start"/> on.</summary>
internal sealed record LaneBlock(LaneKind Kind, int Start, int Repeat)
{
    public int End => Start + Kind.Count * Repeat;
}

/// <summary>Covers a row with vectors: as many of the widest as fit, then narrower ones, so that no mask is needed.</summary>
internal static class LaneBlocks
{
    /// <summary>The widths for which code is emitted, the widest first.</summary>
    public static readonly IReadOnlyList<int> Widths = [512, 256, 128];

    /// <summary>The blocks that cover a row on a machine with vectors of <paramref name="width"/> bits.</summary>
    public static IReadOnlyList<LaneBlock> Cover(int lanes, int width, bool isDouble)
    {
        var elementBits = isDouble ? 64 : 32;
        var blocks = new List<LaneBlock>();
        var start = 0;
        foreach (var bits in Widths.Where(bits => bits <= width))
        {
            var count = bits / elementBits;
            var repeat = (lanes - start) / count;
            if (repeat > 0)
            {
                blocks.Add(new(new(bits, count, IsFull: true), start, repeat));
                start += repeat * count;
            }
        }

        if (start < lanes)
        {
            blocks.Add(new(new(128, lanes - start, IsFull: false), start, 1));
        }

        return blocks;
    }

    /// <summary>The widest kind of vector that a row fills.</summary>
    public static LaneKind WidestKind(int lanes, int width, bool isDouble) => Cover(lanes, width, isDouble)[0].Kind;

    /// <summary>Every kind of vector that a row needs on some machine, the widest first.</summary>
    public static IEnumerable<LaneKind> Kinds(int lanes, bool isDouble) => Widths
        .SelectMany(width => Cover(lanes, width, isDouble)).Select(block => block.Kind).Distinct()
        .OrderByDescending(kind => kind.Count);
}
