namespace RnnSimd;

/// <summary>The parts of a shard from the last step to the first. Their gradients of states pass from part to part through the caller's memory.</summary>
/// <param name="shard">The shard.</param>
internal ref struct BackwardParts(Shard shard)
{
    private readonly Shard _shard = shard;
    private int _first = shard.Streams.Length;
    private int _end = shard.End;
    private int _rowsEnd = shard.Rows;

    /// <summary>The part.</summary>
    public Part Current { get; private set; }

    /// <summary>The rows of gradients that any part needs, and the step before it.</summary>
    /// <param name="timeSteps">The time steps of all streams of the batch.</param>
    /// <param name="streams">The most streams of a shard.</param>
    public static int MostRows(long timeSteps, int streams) => (int)Math.Min(timeSteps, Shard.PartRows) + streams;

    /// <summary>This.</summary>
    public readonly BackwardParts GetEnumerator() => this;

    /// <summary>Goes to the part before, if there is one.</summary>
    public bool MoveNext()
    {
        if (_end == _shard.Start)
        {
            return false;
        }

        while (_first > 0 && _shard.Streams[_first - 1].Length >= _end)
        {
            _first--;
        }

        var streams = _shard.Streams[_first..];
        var lastChange = _first == 0 ? _shard.Start : _shard.Streams[_first - 1].Length;
        var steps = Math.Min(_end - lastChange, Shard.PartRows / streams.Length);
        _end -= steps;
        _rowsEnd -= steps * streams.Length;
        Current = new(streams, _shard.Batch, _end, steps, _rowsEnd, receivesStates: true, streams.Length);
        return true;
    }
}
