using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>The tiles that cover a row of sums on a machine with vectors of <see cref="Width"/> bits.</summary>
internal sealed record SumCover(int Width, EquatableArray<SumTileRun> Runs)
{
    /// <summary>The tiles for every machine.</summary>
    /// <param name="columns">The number of sums.</param>
    /// <param name="chains">Into how many partial sums each is cut.</param>
    /// <param name="isDouble">The precision.</param>
    public static EquatableArray<SumCover> Choose(int columns, int chains, bool isDouble) => LaneBlocks.Widths
        .Select(width => new SumCover(width, Cover(LaneBlocks.WidestKind(columns, width, isDouble), columns, chains).ToEquatableArray()))
        .ToEquatableArray();

    // As few tiles as the registers allow, of about the same size.
    private static IEnumerable<SumTileRun> Cover(LaneKind kind, int columns, int chains)
    {
        var vectors = kind.VectorsFor(columns);
        var most = SumTile.MostVectors(kind, chains);
        var tiles = (vectors + most - 1) / most;
        var tileColumns = (vectors + tiles - 1) / tiles * kind.Count;
        var whole = columns / tileColumns;
        if (whole > 0)
        {
            yield return new(SumTile.Of(kind, tileColumns), 0, whole);
        }

        if (whole * tileColumns < columns)
        {
            var start = Math.Min(whole * tileColumns, columns - kind.Count);
            yield return new(SumTile.Of(kind, columns - start), start, 1);
        }
    }
}

/// <summary>A tile from column <see cref="Start"/> on, <see cref="Repeat"/> times side by side.</summary>
internal sealed record SumTileRun(SumTile Tile, int Start, int Repeat)
{
    public int End => Start + Repeat * Tile.Lanes;
}
