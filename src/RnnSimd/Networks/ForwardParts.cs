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
    private int _step = shard.Start;
    private int _row = shard.Streams.Length;

    /// <summary>The part.</summary>
    public Part Current { get; private set; }

    /// <summary>This.</summary>
    public readonly ForwardParts GetEnumerator() => this;

    /// <summary>Goes to the next part, if there is one.</summary>
    public bool MoveNext()
    {
        if (_step == _shard.End)
        {
            return false;
        }

        while (_shard.Streams[_first].Length == _step)
        {
            _first++;
        }

        var streams = _shard.Streams[_first..];

        // Rows that are used again need room for the states before.
        var mostSteps = Shard.PartRows / streams.Length - (keepsRows ? 0 : 1);
        var steps = Math.Min(EndOf(streams[0]) - _step, mostSteps);
        Current = keepsRows
            ? new(streams, _shard.Batch, _step, steps, _row, receivesStates: _step == _shard.Start, EndingAt(_step + steps, streams))
            : new(streams, _shard.Batch, _step, steps, streams.Length, receivesStates: true, streams.Length);
        _step += steps;
        _row += steps * streams.Length;
        return true;
    }

    private readonly int EndOf((int Length, int Stream) stream) => Math.Min(stream.Length, _shard.End);

    private readonly int EndingAt(int end, ReadOnlySpan<(int Length, int Stream)> streams)
    {
        var ending = 0;
        while (ending < streams.Length && EndOf(streams[ending]) == end)
        {
            ending++;
        }

        return ending;
    }
}
