using System.ComponentModel;

namespace RnnSimd;

/// <summary>
/// For generated code: some streams of a batch over a whole sequence. Shards are independent of each other, so threads can share a
/// batch. Its size alone decides where it is cut, so sums over shards are the same for every number of threads.
/// </summary>
/// <param name="Steps">The number of time steps.</param>
/// <param name="Batch">The number of streams of the whole batch.</param>
/// <param name="Stream">The first stream.</param>
/// <param name="Streams">The number of streams.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Shard(int Steps, int Batch, int Stream, int Streams)
{
    // Enough rows for the register tiles and for what a step reads of the weights to pay.
    private const int MostStreams = 32;

    // The streams of register tiles.
    private const int StreamsOfTile = 4;

    // Enough rows that a copy of the weights is read often enough to pay for itself.
    private const int FewestPackedRows = 64;

    // Enough rows that sums over them outweigh adding the sums, few enough that they stay in a cache.
    private const int PartRows = 256;

    /// <summary>The number of time steps that are computed as a part: first what needs no state, then step by step.</summary>
    public int PartSteps => Math.Max(1, PartRows / Streams);

    /// <summary>The rows of gradients of a part, and of the step before it.</summary>
    public int GradientRows => (Math.Min(Steps, PartSteps) + 1) * Streams;

    /// <summary>The number of shards of a batch.</summary>
    /// <param name="batch">The number of streams.</param>
    public static int Count(int batch) => (batch + Size(batch) - 1) / Size(batch);

    /// <summary>Whether it pays to copy weights into panels first.</summary>
    /// <param name="steps">The number of time steps.</param>
    /// <param name="batch">The number of streams.</param>
    public static bool PaysToPack(int steps, int batch) => batch >= StreamsOfTile && (long)steps * batch >= FewestPackedRows;

    /// <summary>A shard of a batch.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="steps">The number of time steps.</param>
    /// <param name="batch">The number of streams.</param>
    public static Shard Of(int index, int steps, int batch)
    {
        var stream = index * Size(batch);
        return new(steps, batch, stream, Math.Min(Size(batch), batch - stream));
    }

    /// <summary>The shard's rows on a tape: one step of them more than the sequence has, for the states before the first.</summary>
    /// <param name="record">The rows of all shards.</param>
    /// <param name="rowSize">The elements of a row.</param>
    internal Span<T> RowsOf<T>(Span<T> record, int rowSize) => record.Slice((Steps + 1) * Stream * rowSize, (Steps + 1) * Streams * rowSize);

    // About the same for each, in whole tiles.
    private static int Size(int batch)
    {
        var shards = (batch + MostStreams - 1) / MostStreams;
        var streams = (batch + shards - 1) / shards;
        return (streams + StreamsOfTile - 1) / StreamsOfTile * StreamsOfTile;
    }
}
