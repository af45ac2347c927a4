using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace RnnSimd;

/// <summary>
/// What <see cref="IRecurrentNetwork{T}.Forward"/> records and <see cref="IRecurrentNetwork{T}.Backward"/> reads. It grows when
/// it must and is then reused: once it has held the longest sequence, no call allocates. One tape serves one thread at a time.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Tape<T>
    where T : unmanaged
{
    private AlignedBuffer<T> _record;
    private AlignedBuffer<T> _scratch;
    private object? _network;

    /// <summary>The number of time steps recorded.</summary>
    public int Steps { get; private set; }

    /// <summary>The number of streams recorded.</summary>
    public int Batch { get; private set; }

    /// <summary>For generated code: starts a new record and returns room for it.</summary>
    /// <param name="network">The network that records.</param>
    /// <param name="steps">The number of time steps.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="length">The number of elements to record.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> Record(object network, int steps, int batch, long length)
    {
        Grow(ref _record, length);
        _network = network;
        Steps = steps;
        Batch = batch;
        return _record.Span[..(int)length];
    }

    /// <summary>For generated code: the record that <paramref name="network"/> made.</summary>
    /// <param name="network">The network that replays.</param>
    /// <exception cref="ArgumentException">The tape is empty or another network recorded it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [SuppressMessage("Usage", "CA2208:Instantiate argument exceptions correctly", Justification = "The user passed the tape to Backward under this name.")]
    public Span<T> Replay(object network)
    {
        if (!ReferenceEquals(_network, network))
        {
            throw new ArgumentException(
                _network is null
                    ? "The tape is empty: call Forward before Backward."
                    : $"The tape was recorded by another network ({_network.GetType().Name}); this {network.GetType().Name} recorded nothing on it.",
                "tape");
        }

        return _record.Span;
    }

    /// <summary>For generated code: memory for one call of Backward, with arbitrary content.</summary>
    /// <param name="length">The number of elements.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> Scratch(long length)
    {
        Grow(ref _scratch, length);
        return _scratch.Span[..(int)length];
    }

    private static void Grow(ref AlignedBuffer<T> buffer, long length)
    {
        if (buffer.Length >= length)
        {
            return;
        }

        if (length > Array.MaxLength / 2)
        {
            throw new ArgumentException($"The sequence needs {length} elements of tape, more than the {Array.MaxLength / 2} that one tape holds.");
        }

        buffer = new AlignedBuffer<T>((int)length);
    }
}
