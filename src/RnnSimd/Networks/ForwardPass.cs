namespace RnnSimd;

/// <summary>Forward over the shards of a batch.</summary>
internal sealed class ForwardPass<T> : ShardPass
    where T : unmanaged
{
    private IShardedNetwork<T>? _network;
    private ShardedBatch? _batch;
    private DropoutMasks<T>? _masks;
    private PinnedSpan<T> _inputs;
    private PinnedSpan<T> _state;
    private PinnedSpan<T> _outputs;
    private AlignedBuffer<T> _record;
    private AlignedBuffer<T> _packed;
    private Segments<T>? _segments;

    /// <summary>Runs a batch, and leaves its rows on the record, shard by shard, or only the states before each segment, if there are segments.</summary>
    public unsafe void Run(
        ShardWorkers workers, IShardedNetwork<T> network, ShardedBatch batch, DropoutMasks<T> masks, AlignedBuffer<T> record, Segments<T>? segments,
        AlignedBuffer<T> packed, ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs)
    {
        (_network, _batch, _masks, _record, _segments, _packed) = (network, batch, masks, record, segments, packed);
        fixed (T* inputsStart = inputs, stateStart = state, outputsStart = outputs)
        {
            (_inputs, _state, _outputs) = (new(inputsStart, inputs.Length), new(stateStart, state.Length), new(outputsStart, outputs.Length));
            workers.Run(this, batch.Shards);
        }
    }

    public override void Run(int place, int shard)
    {
        if (_segments is null)
        {
            Run(shard, _batch![shard], _batch.RowsOf(shard, _record.Span, _network!.RowSize), _inputs.Span, _state.Span, _outputs.Span);
        }
        else
        {
            for (var i = _segments.CountOf(shard) - 1; i >= 0; i--)
            {
                _segments.Save(shard, i, _state.Span);
                var segment = _segments.Of(shard, i);
                Run(shard, segment, _segments.RowsOf(place, segment), _inputs.Span, _state.Span, _outputs.Span);
            }
        }

        _batch![shard].ClearPadding(_outputs.Span, _network!.OutputSize);
    }

    /// <summary>Runs a segment of the batch again, and returns its rows.</summary>
    public Span<T> RunAgain(int place, int shard, int segment)
    {
        var again = _segments!.Of(shard, segment);
        var rows = _segments.RowsOf(place, again);
        Run(shard, again, rows, _segments.Inputs, _segments.Restore(shard, segment), outputs: default);
        return rows;
    }

    private void Run(int number, Shard shard, Span<T> rows, ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs)
    {
        foreach (var part in shard.Recorded)
        {
            _network!.Forward(_packed.Span, inputs, state, outputs, part, _masks!.Of(_batch!, number, part), rows);
        }
    }
}
