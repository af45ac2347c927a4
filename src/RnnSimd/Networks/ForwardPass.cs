namespace RnnSimd;

/// <summary>Forward over the shards of a batch.</summary>
internal sealed class ForwardPass<T> : ShardPass
    where T : unmanaged
{
    private IShardedNetwork<T>? _network;
    private PinnedSpan<T> _inputs;
    private PinnedSpan<T> _state;
    private PinnedSpan<T> _outputs;
    private AlignedBuffer<T> _record;
    private AlignedBuffer<T> _packed;
    private int _steps;
    private int _batch;

    /// <summary>Runs a batch, and leaves its rows on the record, shard by shard.</summary>
    public unsafe void Run(
        ShardWorkers workers, IShardedNetwork<T> network, AlignedBuffer<T> record, AlignedBuffer<T> packed,
        ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int steps, int batch)
    {
        (_network, _record, _packed, _steps, _batch) = (network, record, packed, steps, batch);
        fixed (T* inputsStart = inputs, stateStart = state, outputsStart = outputs)
        {
            (_inputs, _state, _outputs) = (new(inputsStart, inputs.Length), new(stateStart, state.Length), new(outputsStart, outputs.Length));
            workers.Run(this, Shard.Count(batch));
        }
    }

    public override void Run(int place, int shard)
    {
        var streams = Shard.Of(shard, _steps, _batch);
        _network!.Forward(_packed.Span, _inputs.Span, _state.Span, _outputs.Span, streams, streams.RowsOf(_record.Span, _network.RowSize));
    }
}
