namespace RnnSimd.Training;

/// <summary>The states before the last windows of a batch, from which gradients can flow back further than a window.</summary>
internal sealed class StateHistory<T>
{
    // In turn: the states before window w stand at place w modulo reach.
    private T[] _states = [];
    private int _reach = 1;
    private int _length;
    private int _next;

    /// <summary>All that the next window needs.</summary>
    public Span<T> Kept => _states.AsSpan(0, _reach * _length);

    /// <summary>The states before a window, one of the last that a gradient flows through.</summary>
    public Span<T> this[int window] => _states.AsSpan(window % _reach * _length, _length);

    /// <summary>Begins a batch, with empty memories.</summary>
    /// <param name="reach">The number of windows that a gradient flows through.</param>
    /// <param name="length">The number of elements of the states.</param>
    public void Begin(int reach, int length)
    {
        Memory.Zeros(ref _states, (long)reach * length);
        (_reach, _length, _next) = (reach, length, 0);
    }

    /// <summary>Goes on with a batch that was begun before.</summary>
    /// <param name="window">The number of windows taken.</param>
    /// <param name="kept">What <see cref="Kept"/> was after them.</param>
    public void Resume(int window, ReadOnlySpan<T> kept)
    {
        kept.CopyTo(Kept);
        _next = window;
    }

    /// <summary>Checks that a window is the one that comes next.</summary>
    /// <exception cref="InvalidOperationException">The windows before have not been taken.</exception>
    public void ThrowIfNotNext(int window)
    {
        if (window != _next)
        {
            throw new InvalidOperationException($"Windows are taken in order: {_next} comes next, not {window}.");
        }
    }

    /// <summary>Keeps the states after a window, in place of those that nobody reaches back to any more.</summary>
    public void Push(ReadOnlySpan<T> state) => state.CopyTo(this[++_next]);
}
