using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnSimd;

/// <summary>
/// For generated code: some streams of a batch over some time steps that all of them have. Their rows stand one behind the other, a block
/// for each step; right before them stand those of the same streams at the step before, or with the states before the first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Part
{
    private readonly ReadOnlySpan<(int Length, int Stream)> _streams;
    private readonly int _batch;
    private readonly bool _receivesStates;
    private readonly int _returningStreams;

    internal Part(
        ReadOnlySpan<(int Length, int Stream)> streams, int batch, int step, int steps, int row, bool receivesStates, int returningStreams)
    {
        _streams = streams;
        (_batch, Step, Steps, Row) = (batch, step, steps, row);
        (_receivesStates, _returningStreams) = (receivesStates, returningStreams);
    }

    /// <summary>The first time step.</summary>
    internal int Step { get; }

    /// <summary>The number of time steps.</summary>
    public int Steps { get; }

    /// <summary>The number of streams.</summary>
    public int Streams => _streams.Length;

    /// <summary>The number of rows.</summary>
    public int Rows => Steps * Streams;

    /// <summary>The first row.</summary>
    public int Row { get; }

    /// <summary>The first row of the step before.</summary>
    public int PreviousRow => Row - Streams;

    /// <summary>The first row of the last step.</summary>
    public int LastRow => Row + Rows - Streams;

    /// <summary>Copies vectors of all its steps from the caller's memory to rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sequence">The sequences of the whole batch.</param>
    /// <param name="rows">The part's rows.</param>
    /// <param name="length">The number of elements of each vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Gather<T>(RowSpan<T> sequence, RowSpan<T> rows, int length)
    {
        // Copies, so that they stay in registers.
        var streams = _streams;
        var from = sequence;
        var to = rows;
        var row = 0;
        for (var step = Step; step < Step + Steps; step++)
        {
            var first = step * _batch;
            for (var i = 0; i < streams.Length; i++)
            {
                from.Row(first + streams[i].Stream, length).CopyTo(to.Row(row + i, length));
            }

            row += streams.Length;
        }
    }

    /// <summary>Copies vectors of all its steps from rows to the caller's memory, if they are wanted.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The part's rows.</param>
    /// <param name="sequence">The sequences of the whole batch; empty if they are not wanted.</param>
    /// <param name="length">The number of elements of each vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Scatter<T>(RowSpan<T> rows, RowSpan<T> sequence, int length)
    {
        if (sequence.IsEmpty)
        {
            return;
        }

        // As above.
        var streams = _streams;
        var from = rows;
        var to = sequence;
        var row = 0;
        for (var step = Step; step < Step + Steps; step++)
        {
            var first = step * _batch;
            for (var i = 0; i < streams.Length; i++)
            {
                from.Row(row + i, length).CopyTo(to.Row(first + streams[i].Stream, length));
            }

            row += streams.Length;
        }
    }

    /// <summary>Copies a state from the caller's memory to rows, unless it stands there already: in the rows of the part that ran before.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="states">The states of the whole batch.</param>
    /// <param name="rows">The rows of a step.</param>
    /// <param name="length">The number of elements of the state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void GatherStates<T>(RowSpan<T> states, RowSpan<T> rows, int length)
    {
        for (var i = 0; _receivesStates && i < _streams.Length; i++)
        {
            states.Row(_streams[i].Stream, length).CopyTo(rows.Row(i, length));
        }
    }

    /// <summary>Copies a state from rows to the caller's memory, but not of streams that the next part finds in the rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows of a step.</param>
    /// <param name="states">The states of the whole batch.</param>
    /// <param name="length">The number of elements of the state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void ScatterStates<T>(RowSpan<T> rows, RowSpan<T> states, int length)
    {
        for (var i = 0; i < _returningStreams; i++)
        {
            rows.Row(i, length).CopyTo(states.Row(_streams[i].Stream, length));
        }
    }
}
