namespace RnnSimd;

/// <summary>The parts of a shard from the first step to the last. A part ends where a stream ends, or when it has enough rows.</summary>
/// <param name="shard">The shard.</param>
/// <param name="keepsRows">
/// Whether all parts have rows of their own, each behind those before it. If not, each has the first ones, and states pass from part to part
/// through the caller's memory.
/// </param>
internal ref struct ForwardParts(Shard shard, bool keepsRows)
{
    private readonly Shard _shard = shard;
    private int _first;
    private int _step;
    private int _row = shard.Streams.Length;

    /// <summary>The part.</summary>
    public Part Current { get; private set; }

    /// <summary>This.</summary>
    public readonly ForwardParts GetEnumerator() => this;

    /// <summary>Goes to the next part, if there is one.</summary>
    public bool MoveNext()
    {
        while (_first < _shard.Streams.Length && _shard.Streams[_first].Length == _step)
        {
            _first++;
        }

        var streams = _shard.Streams[_first..];
        if (streams.IsEmpty)
        {
            return false;
        }

        // Rows that are used again need room for the states before.
        var mostSteps = Shard.PartRows / streams.Length - (keepsRows ? 0 : 1);
        var steps = Math.Min(streams[0].Length - _step, mostSteps);
        Current = keepsRows
            ? new(streams, _shard.Batch, _step, steps, _row, receivesStates: _step == 0, EndingAt(_step + steps, streams))
            : new(streams, _shard.Batch, _step, steps, streams.Length, receivesStates: true, streams.Length);
        _step += steps;
        _row += steps * streams.Length;
        return true;
    }

    private static int EndingAt(int end, ReadOnlySpan<(int Length, int Stream)> streams)
    {
        var ending = 0;
        while (ending < streams.Length && streams[ending].Length == end)
        {
            ending++;
        }

        return ending;
    }
}
