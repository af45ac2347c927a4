namespace RnnSimd;

/// <summary>
/// What a tape keeps in place of the rows of all time steps: a copy of the inputs, and the states before each segment of a shard. A segment
/// is some parts of the backward pass, so that no sum changes its order; it is run again, into rows of its own, before that pass goes through
/// it. Segments count from the last to the first, as parts do.
/// </summary>
internal sealed class Segments<T>
    where T : unmanaged
{
    private ShardedBatch? _batch;
    private SegmentLayout _layout;
    private int[] _starts = [];
    private AlignedBuffer<T> _inputs;
    private AlignedBuffer<T> _memory;
    private int _inputLength;

    /// <summary>The inputs of the whole batch.</summary>
    public ReadOnlySpan<T> Inputs => _inputs.Span[.._inputLength];

    /// <summary>Makes room for a batch, cuts its shards into segments and copies its inputs.</summary>
    public void Prepare(IShardedNetwork<T> network, ShardedBatch batch, int threads, ReadOnlySpan<T> inputs)
    {
        (_batch, _layout) = (batch, SegmentLayout.Of(network, batch, threads));
        Tape<T>.Grow(ref _inputs, inputs.Length);
        Tape<T>.Grow(ref _memory, _layout.Length);
        inputs.CopyTo(_inputs.Span);
        _inputLength = inputs.Length;
        if (_starts.Length < batch.Shards * _layout.MostSegments)
        {
            _starts = new int[batch.Shards * _layout.MostSegments];
        }

        for (var shard = 0; shard < batch.Shards; shard++)
        {
            Cut(batch[shard], StartsOf(shard));
        }
    }

    /// <summary>The number of a shard's segments: none if none of its streams has a time step.</summary>
    public int CountOf(int shard) => _batch![shard].End == 0 ? 0 : StartsOf(shard).IndexOf(0) + 1;

    /// <summary>A segment of a shard.</summary>
    public Shard Of(int shard, int segment)
    {
        var whole = _batch![shard];
        var starts = StartsOf(shard);
        return whole.Segment(starts[segment], segment == 0 ? whole.End : starts[segment - 1]);
    }

    /// <summary>The rows of the segment that a thread is at.</summary>
    /// <param name="place">The thread's place.</param>
    /// <param name="segment">The segment.</param>
    public Span<T> RowsOf(int place, Shard segment) => _layout.RowsOf(place, segment.Rows, _memory.Span);

    /// <summary>Keeps the states before a segment.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="states">The states of the whole batch.</param>
    public void Save(int shard, int segment, Span<T> states) => StatesOf(shard, states).CopyTo(StatesOf(shard, _layout.SavedStates(segment, _memory.Span)));

    /// <summary>The states before a segment, to be overwritten: those of a shard, among the states of the whole batch.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="segment">The segment.</param>
    public Span<T> Restore(int shard, int segment)
    {
        var states = _layout.PassingStates(_memory.Span);
        StatesOf(shard, _layout.SavedStates(segment, _memory.Span)).CopyTo(StatesOf(shard, states));
        return states;
    }

    private Span<T> StatesOf(int shard, Span<T> states) => _batch!.StatesOf(shard, states, _layout.StateSize);

    private Span<int> StartsOf(int shard) => _starts.AsSpan(shard * _layout.MostSegments, _layout.MostSegments);

    // As few parts to a segment as have enough rows.
    private void Cut(Shard shard, Span<int> starts)
    {
        var (segments, rows) = (0, 0);
        foreach (var part in shard.Backwards)
        {
            rows += part.Rows;
            starts[segments] = part.Step;
            if (rows >= _layout.FewestRows)
            {
                (segments, rows) = (segments + 1, 0);
            }
        }
    }
}
