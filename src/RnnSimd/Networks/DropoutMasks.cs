namespace RnnSimd;

/// <summary>The masks of dropout of a batch: a row for each stream, in the order in which the shards have them.</summary>
internal sealed class DropoutMasks<T>
    where T : unmanaged
{
    private AlignedBuffer<T> _rows;
    private int _rowSize;

    /// <summary>Draws the masks of all streams.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="seed">The seed; with none they are ones.</param>
    public void Draw(IShardedNetwork<T> network, ShardedBatch batch, long? seed)
    {
        var masks = network.DropoutMasks;
        _rowSize = DropoutMask.RowSize(masks);
        Tape<T>.Grow(ref _rows, (long)batch.Streams * _rowSize);
        if (seed is not { } given)
        {
            _rows.Span.Fill(DropoutMask.Number<T>(1));
            return;
        }

        var rows = _rows.Span;
        for (var shard = 0; shard < batch.Shards; shard++)
        {
            foreach (var (_, stream) in batch[shard].Streams)
            {
                foreach (var mask in masks)
                {
                    mask.Draw(rows.Slice(mask.Offset, mask.Length), given, stream);
                }

                rows = rows[_rowSize..];
            }
        }
    }

    /// <summary>The rows of the streams of a part, which are the last ones of its shard.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="shard">The shard's number.</param>
    /// <param name="part">The part.</param>
    public Span<T> Of(ShardedBatch batch, int shard, Part part)
    {
        var end = shard * batch.StreamsOfShard + batch[shard].Streams.Length;
        return _rows.Span[((end - part.Streams) * _rowSize)..(end * _rowSize)];
    }
}
