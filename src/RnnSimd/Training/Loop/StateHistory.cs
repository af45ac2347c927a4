namespace RnnSimd.Training;

/// <summary>The states before the last windows of a batch, from which gradients can flow back further than a window.</summary>
internal sealed class StateHistory<T>
{
    private T[][] _states = [];
    private int _length;
    private int _next;

    /// <summary>The states before a window.</summary>
    public ReadOnlySpan<T> this[int window] => _states[window % _states.Length].AsSpan(0, _length);

    /// <summary>Forgets all windows.</summary>
    public void Clear() => _next = 0;

    /// <summary>Keeps the states before a window, in place of those that nobody reaches back to any more.</summary>
    /// <exception cref="InvalidOperationException">The windows before have not been taken.</exception>
    public void Push(int window, int reach, ReadOnlySpan<T> state)
    {
        if (window != _next)
        {
            throw new InvalidOperationException($"Windows are taken in order: {_next} comes next, not {window}.");
        }

        if (_states.Length != reach)
        {
            _states = new T[reach][];
            Array.Fill(_states, []);
        }

        state.CopyTo(Memory.Sized(ref _states[window % reach], state.Length));
        (_length, _next) = (state.Length, window + 1);
    }
}
