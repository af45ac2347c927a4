using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Vectors of sums that are kept in registers together.</summary>
/// <param name="Kind">The kind of vector.</param>
/// <param name="Offsets">Where each of them starts, counted from the first lane of the tile.</param>
/// <param name="Unroll">How many elements of the operand one turn of the loop takes.</param>
internal sealed record SumTile(LaneKind Kind, EquatableArray<int> Offsets, int Unroll)
{
    // AVX-512 has 32 registers, of which 24 hold sums; with narrower vectors only 16 are certain, and 12 hold sums.
    private const int SumsInWideRegisters = 24;
    private const int SumsInRegisters = 12;

    // Measured on one-row products that fit into the first-level cache: two turns in one hide the loop, more gain nothing.
    private const int UsualUnroll = 2;

    /// <summary>How many lanes the tile covers.</summary>
    public int Lanes => Offsets[Offsets.Count - 1] + Kind.Count;

    /// <summary>
    /// The tile for a number of lanes. A last vector that would not fit is moved back: what is computed twice gets the same value twice,
    /// and costs less than a vector of another kind.
    /// </summary>
    public static SumTile Of(LaneKind kind, int lanes) => new(
        kind,
        Enumerable.Range(0, kind.VectorsFor(lanes)).Select(vector => Math.Min(vector * kind.Count, lanes - kind.Count)).ToEquatableArray(),
        UsualUnroll);

    /// <summary>How many vectors of sums stay in registers.</summary>
    /// <param name="kind">The kind of vector.</param>
    /// <param name="sums">The number of sums for each lane, partial ones included.</param>
    public static int MostVectors(LaneKind kind, int sums) =>
        Math.Max(1, (kind.Bits == 512 ? SumsInWideRegisters : SumsInRegisters) / Math.Max(1, sums));
}
