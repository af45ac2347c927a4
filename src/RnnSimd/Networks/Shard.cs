namespace RnnSimd;

/// <summary>
/// Some streams of a batch, from the shortest to the longest. Shards are independent of each other, so threads can share a batch. Its size
/// alone decides where it is cut, and the lengths in what order the streams of a shard stand, so sums are the same for every number of threads.
/// A segment of a shard is one, too: some time steps of the streams that have them.
/// </summary>
/// <remarks>
/// A shard's rows are a block with the states before the first step, then a block for each step: a row for each stream that has the step. The
/// longest streams stand last, so those that go on are the last rows of a block, right before the block of the next step: rows of
/// as many streams are always a block apart, and nothing marks where a stream has ended. Of streams with 1, 3 and 3 steps:
/// <code>
/// states  0    1      2
/// a b c | a b c | b c | b c
/// </code>
/// </remarks>
/// <param name="streams">The streams.</param>
/// <param name="steps">The number of time steps of the whole batch: that of the longest stream, or more.</param>
/// <param name="batch">The number of streams of the whole batch.</param>
internal readonly ref struct Shard(ReadOnlySpan<(int Length, int Stream)> streams, int steps, int batch)
{
    /// <summary>Enough rows that sums over them outweigh adding the sums, few enough that they stay in a cache.</summary>
    public const int PartRows = 256;

    // The streams of register tiles.
    private const int StreamsOfTile = 4;

    // Enough rows that a copy of the weights is read often enough to pay for itself.
    private const int FewestPackedRows = 64;

    /// <summary>The streams, and how many time steps each has.</summary>
    public ReadOnlySpan<(int Length, int Stream)> Streams { get; private init; } = streams;

    /// <summary>The first time step.</summary>
    public int Start { get; private init; }

    /// <summary>The time step after the last.</summary>
    public int End { get; private init; } = streams[^1].Length;

    /// <summary>The number of streams of the whole batch.</summary>
    public int Batch => batch;

    /// <summary>The number of rows.</summary>
    public int Rows => RowsOf(Streams, Start, End);

    /// <summary>The parts for a tape, from the first step to the last.</summary>
    public ForwardParts Recorded => new(this, keepsRows: true);

    /// <summary>The parts for a run that keeps nothing but states, from the first step to the last.</summary>
    public ForwardParts Passing => new(this, keepsRows: false);

    /// <summary>The parts from the last step to the first.</summary>
    public BackwardParts Backwards => new(this);

    /// <summary>Whether it pays to copy weights into panels first.</summary>
    /// <param name="rows">The time steps of all streams.</param>
    /// <param name="batch">The number of streams.</param>
    public static bool PaysToPack(long rows, int batch) => batch >= StreamsOfTile && rows >= FewestPackedRows;

    /// <summary>The time steps of all streams of a batch.</summary>
    public static long TimeSteps(int steps, int batch, ReadOnlySpan<int> lengths)
    {
        var sum = lengths.IsEmpty ? (long)steps * batch : 0;
        foreach (var length in lengths)
        {
            sum += length;
        }

        return sum;
    }

    /// <summary>The number of rows of streams: one more than each has time steps.</summary>
    /// <param name="streams">The streams.</param>
    /// <param name="start">The first of the time steps that count.</param>
    /// <param name="end">The one after the last.</param>
    public static int RowsOf(ReadOnlySpan<(int Length, int Stream)> streams, int start, int end)
    {
        var rows = streams.Length;
        foreach (var (length, _) in streams)
        {
            rows += Math.Min(length, end) - start;
        }

        return rows;
    }

    /// <summary>Some of its time steps, with rows of their own.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The one after the last.</param>
    public Shard Segment(int start, int end)
    {
        var first = 0;
        while (Streams[first].Length <= start)
        {
            first++;
        }

        return this with { Streams = Streams[first..], Start = start, End = end };
    }

    /// <summary>Puts streams in order: by their lengths, and those of the same length as they stand in the batch.</summary>
    /// <param name="streams">Receives them.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="steps">Their length, if they all have the same.</param>
    /// <param name="lengths">The lengths of the whole batch; empty if all are the same.</param>
    public static void Order(Span<(int Length, int Stream)> streams, int first, int steps, ReadOnlySpan<int> lengths)
    {
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = (lengths.IsEmpty ? steps : lengths[first + i], first + i);
        }

        if (!lengths.IsEmpty)
        {
            streams.Sort();
        }
    }

    /// <summary>Clears the steps of a sequence that come after the end of their stream.</summary>
    /// <param name="sequence"><c>[time, batch, size]</c>.</param>
    /// <param name="size">The elements of a time step of a stream.</param>
    public void ClearPadding<T>(Span<T> sequence, int size)
    {
        foreach (var (length, stream) in Streams)
        {
            for (var step = length; step < steps; step++)
            {
                sequence.Slice((step * batch + stream) * size, size).Clear();
            }
        }
    }
}
