namespace RnnSimd;

/// <summary>Forward over the shards of a batch.</summary>
internal sealed class ForwardPass<T> : ShardPass
    where T : unmanaged
{
    private IShardedNetwork<T>? _network;
    private ShardedBatch? _batch;
    private PinnedSpan<T> _inputs;
    private PinnedSpan<T> _state;
    private PinnedSpan<T> _outputs;
    private AlignedBuffer<T> _record;
    private AlignedBuffer<T> _packed;

    /// <summary>Runs a batch, and leaves its rows on the record, shard by shard.</summary>
    public unsafe void Run(
        ShardWorkers workers, IShardedNetwork<T> network, ShardedBatch batch, AlignedBuffer<T> record, AlignedBuffer<T> packed,
        ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs)
    {
        (_network, _batch, _record, _packed) = (network, batch, record, packed);
        fixed (T* inputsStart = inputs, stateStart = state, outputsStart = outputs)
        {
            (_inputs, _state, _outputs) = (new(inputsStart, inputs.Length), new(stateStart, state.Length), new(outputsStart, outputs.Length));
            workers.Run(this, batch.Shards);
        }
    }

    public override void Run(int place, int shard)
    {
        var rows = _batch!.RowsOf(shard, _record.Span, _network!.RowSize);
        foreach (var part in _batch[shard].Recorded)
        {
            _network.Forward(_packed.Span, _inputs.Span, _state.Span, _outputs.Span, part, rows);
        }

        _batch[shard].ClearPadding(_outputs.Span, _network.OutputSize);
    }
}
