namespace RnnSimd;

/// <summary>The streams of a batch, shard by shard.</summary>
internal sealed class ShardedBatch
{
    /// <summary>The most streams of any shard: enough rows for the register tiles and for what a step reads of the weights to pay.</summary>
    public const int MostStreams = 32;

    // The streams of register tiles.
    private const int StreamsOfTile = 4;

    private (int Length, int Stream)[] _streams = [];

    /// <summary>The number of time steps of the longest stream, or more.</summary>
    public int Steps { get; private set; }

    /// <summary>The number of streams.</summary>
    public int Streams { get; private set; }

    /// <summary>The time steps of all streams.</summary>
    public long TimeSteps { get; private set; }

    /// <summary>The most streams of a shard.</summary>
    public int StreamsOfShard { get; private set; }

    /// <summary>The number of shards.</summary>
    public int Shards => (Streams + StreamsOfShard - 1) / StreamsOfShard;

    /// <summary>A shard.</summary>
    /// <param name="index">Its number, from 0.</param>
    public Shard this[int index] => new(StreamsOf(index), Steps, Streams);

    /// <summary>Cuts a batch.</summary>
    /// <param name="steps">The number of time steps.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="lengths">The time steps of each stream; empty if all have the same.</param>
    public void Set(int steps, int batch, ReadOnlySpan<int> lengths)
    {
        if (_streams.Length < batch)
        {
            _streams = new (int, int)[batch];
        }

        (Steps, Streams, TimeSteps, StreamsOfShard) = (steps, batch, Shard.TimeSteps(steps, batch, lengths), SizeOf(batch));
        for (var shard = 0; shard < Shards; shard++)
        {
            Shard.Order(StreamsOf(shard), shard * StreamsOfShard, steps, lengths);
        }
    }

    /// <summary>A shard's rows on a tape.</summary>
    /// <param name="index">The shard's number.</param>
    /// <param name="record">The rows of all shards.</param>
    /// <param name="rowSize">The elements of a row.</param>
    public Span<T> RowsOf<T>(int index, Span<T> record, int rowSize)
    {
        var before = Shard.RowsOf(_streams.AsSpan(0, index * StreamsOfShard), start: 0, Steps);
        return record.Slice(before * rowSize, this[index].Rows * rowSize);
    }

    /// <summary>The states of a shard's streams.</summary>
    /// <param name="index">The shard's number.</param>
    /// <param name="states">The states of the whole batch.</param>
    /// <param name="stateSize">The elements of the state of a stream.</param>
    public Span<T> StatesOf<T>(int index, Span<T> states, int stateSize) =>
        states.Slice(index * StreamsOfShard * stateSize, StreamsOf(index).Length * stateSize);

    // About the same for each, in whole tiles.
    private static int SizeOf(int batch)
    {
        var shards = (batch + MostStreams - 1) / MostStreams;
        var streams = (batch + shards - 1) / shards;
        return (streams + StreamsOfTile - 1) / StreamsOfTile * StreamsOfTile;
    }

    private Span<(int Length, int Stream)> StreamsOf(int shard)
    {
        var first = shard * StreamsOfShard;
        return _streams.AsSpan(first, Math.Min(StreamsOfShard, Streams - first));
    }
}
