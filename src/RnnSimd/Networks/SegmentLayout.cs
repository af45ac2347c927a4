namespace RnnSimd;

/// <summary>
/// The memory of a tape with checkpoints: the states of the whole batch before each segment, and once more for those that are handed from part to
/// part; then, for each thread, the rows of one segment. If all states are s elements, a row is r, a shard has n rows and p threads take
/// part, then segments of m rows need about s · n / m + p · r · m: least for m = √(s · n / (p · r)).
/// </summary>
/// <param name="StateSize">The elements of the state of one stream.</param>
/// <param name="RowSize">The elements of a row.</param>
/// <param name="Streams">The number of streams.</param>
/// <param name="FewestRows">Time steps of streams that a segment has at least, but for the first, which has what is left.</param>
/// <param name="MostSegments">The most segments of a shard.</param>
/// <param name="MostRows">The most rows of a segment.</param>
/// <param name="Places">The most segments that run at the same time.</param>
internal readonly record struct SegmentLayout(
    int StateSize, int RowSize, int Streams, long FewestRows, int MostSegments, int MostRows, int Places)
{
    private const int CacheLine = 64;

    // A part has as many rows, if no stream ends there.
    private const int FewestRowsOfPart = Shard.PartRows - ShardedBatch.MostStreams + 1;

    /// <summary>The elements of all of it.</summary>
    public long Length => (MostSegments + 1L) * AlignedStates + (long)Places * AlignedRows;

    private long AlignedStates => Aligned((long)Streams * StateSize);

    private long AlignedRows => Aligned((long)MostRows * RowSize);

    /// <summary>The layout for a batch. A batch with fewer time steps or streams, or shorter ones, takes no more.</summary>
    public static SegmentLayout Of<T>(IShardedNetwork<T> network, ShardedBatch batch, int threads)
        where T : unmanaged
    {
        var places = Math.Min(threads, batch.Shards);
        var timeSteps = Math.Min(batch.TimeSteps, (long)batch.Steps * ShardedBatch.MostStreams);
        var best = Math.Sqrt((double)batch.Streams * network.StateSize * timeSteps / ((double)places * network.RowSize));
        var fewestRows = Math.Max((long)best, FewestRowsOfPart);
        var mostRows = Math.Min(timeSteps, fewestRows + Shard.PartRows) + Math.Min(batch.Streams, ShardedBatch.MostStreams);
        return new(
            network.StateSize, network.RowSize, batch.Streams, fewestRows, (int)(timeSteps / fewestRows) + 1, (int)mostRows, places);
    }

    /// <summary>The states before a segment.</summary>
    public Span<T> SavedStates<T>(int segment, Span<T> memory) => memory.Slice((int)(segment * AlignedStates), Streams * StateSize);

    /// <summary>States that are handed from part to part.</summary>
    public Span<T> PassingStates<T>(Span<T> memory) => SavedStates(MostSegments, memory);

    /// <summary>The rows of a thread's segment.</summary>
    public Span<T> RowsOf<T>(int place, int rows, Span<T> memory) =>
        memory.Slice((int)((MostSegments + 1L) * AlignedStates + place * AlignedRows), rows * RowSize);

    private static long Aligned(long length) => (length + CacheLine - 1) / CacheLine * CacheLine;
}
