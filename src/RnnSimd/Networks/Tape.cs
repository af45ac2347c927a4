using System.ComponentModel;

namespace RnnSimd;

/// <summary>
/// What <see cref="IRecurrentNetwork{T}.Forward(ReadOnlySpan{T}, Span{T}, Span{T}, int, Tape{T})"/> records and <see cref="IRecurrentNetwork{T}.Backward"/> reads. It grows when
/// it must and is then reused: once it has held the longest sequence, no call allocates. A tape is used by one call at a time.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Tape<T>
    where T : unmanaged
{
    private readonly ForwardPass<T> _forward = new();
    private readonly BackwardPass<T> _backward = new();
    private readonly ShardWorkers _workers = new(threads: 1);
    private readonly int _threads = 1;
    private readonly ShardedBatch _batch = new();
    private readonly Segments<T>? _segments;
    private readonly DropoutMasks<T> _masks = new();
    private AlignedBuffer<T> _record;
    private AlignedBuffer<T> _packed;
    private AlignedBuffer<T> _scratch;
    private object? _network;

    /// <summary>
    /// The most threads that Forward and Backward use, 1 unless set: the calling one and others of the thread pool. Each takes some
    /// streams, 32 or fewer at a time, so it serves batches of more than 32. The results have the same bits for every number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
            _workers = new(value);
        }
    }

    /// <summary>
    /// Whether Forward keeps no rows but a copy of the inputs and the states at a few time steps, and Backward runs the segments between them
    /// again, one at a time from the last to the first: gradient checkpointing. Of T steps it takes memory in proportion to √T, and the inputs, for the
    /// time of one more forward pass. All results have the same bits. False unless set.
    /// </summary>
    /// <remarks>
    /// Chen, Xu, Zhang, Guestrin, "Training deep nets with sublinear memory cost", 2016. For one thread and 32 streams or fewer a segment has about
    /// √(T · s / r) steps, where s is the size of a stream's state and r what a step takes on a tape; but never less than 256 rows, of one step
    /// of one stream each, as a segment is made of what Backward takes at once. So nothing is gained unless steps times streams are many more.
    /// </remarks>
    public bool Checkpointing
    {
        get => _segments is not null;
        init => _segments = value ? new() : null;
    }

    /// <summary>
    /// The seed of dropout's masks, 0 unless set; with none nothing is dropped. Masks are a function of the seed, the layer, the call of Dropout and the
    /// number of the stream alone. Each Forward adds one to it, so each sequence has masks of its own. Give the windows of one sequence the same
    /// seed, and they have the same masks.
    /// </summary>
    public long? DropoutSeed { get; set; } = 0;

    /// <summary>The number of time steps recorded.</summary>
    public int Steps => _batch.Steps;

    /// <summary>The number of streams recorded.</summary>
    public int Batch => _batch.Streams;

    /// <summary>For generated code: <see cref="IRecurrentNetwork{T}.Forward(ReadOnlySpan{T}, Span{T}, Span{T}, int, ReadOnlySpan{int}, Tape{T})"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="state">The states.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="lengths">The time steps of each stream; empty if all have the same.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Record(
        IShardedNetwork<T> network, ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, ReadOnlySpan<int> lengths)
    {
        var steps = SequenceCheck.Steps(
            inputs.Length, state.Length, outputs.Length, batch, network.InputSize, network.StateSize, network.OutputSize);
        SequenceCheck.Lengths(lengths, batch, steps);
        if (network.Vocabulary > 0)
        {
            SequenceCheck.Tokens(inputs, network.Vocabulary, batch, lengths);
        }

        _network = null;
        _batch.Set(steps, batch, lengths);
        if (_segments is null)
        {
            Grow(ref _record, (_batch.TimeSteps + batch) * network.RowSize);
        }
        else
        {
            _segments.Prepare(network, _batch, Threads, inputs);
        }

        _masks.Draw(network, _batch, DropoutSeed);
        if (steps > 0)
        {
            _forward.Run(_workers, network, _batch, _masks, _record, _segments, Pack(network), inputs, state, outputs);
        }

        _network = network;
        DropoutSeed = unchecked(DropoutSeed + 1);
    }

    /// <summary>For generated code: <see cref="IRecurrentNetwork{T}.Backward"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="outputGradients">The outputs' gradients.</param>
    /// <param name="stateGradients">The states' gradients.</param>
    /// <param name="parameterGradients">The parameters' gradients.</param>
    /// <param name="inputGradients">The inputs' gradients.</param>
    /// <exception cref="ArgumentException">A length does not fit, the tape is empty or another network recorded it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Replay(
        IShardedNetwork<T> network,
        ReadOnlySpan<T> outputGradients,
        Span<T> stateGradients,
        Span<T> parameterGradients,
        Span<T> inputGradients)
    {
        RequireRecordOf(network, this);
        SequenceCheck.Gradients(
            outputGradients.Length, stateGradients.Length, parameterGradients.Length, inputGradients.Length,
            Steps, Batch, (network.InputSize, network.OutputSize, network.StateSize, network.ParameterCount));
        if (Steps > 0)
        {
            Grow(ref _scratch, BackwardPass<T>.ScratchLength(network, _batch, Threads));
            _backward.Run(
                _workers, network, _batch, _masks, _record, _segments, _forward, _scratch,
                outputGradients, stateGradients, parameterGradients, inputGradients);
        }
    }

    /// <summary>The shards that are recorded.</summary>
    internal ShardedBatch Shards => _batch;

    /// <summary>The rows of a shard that a network has recorded.</summary>
    internal ReadOnlySpan<T> RowsOf(IShardedNetwork<T> network, int shard) => _batch.RowsOf(shard, _record.Span, network.RowSize);

    private AlignedBuffer<T> Pack(IShardedNetwork<T> network)
    {
        // Also for a call that does not pack: a later one that does, and is no longer, must not allocate.
        Grow(ref _packed, network.PackedSize);
        if (network.PackedSize == 0 || !Shard.PaysToPack(_batch.TimeSteps, _batch.Streams))
        {
            return default;
        }

        network.Pack(_packed.Span);
        return _packed;
    }

    // The user passed the tape to Backward under this name.
    private static void RequireRecordOf(IShardedNetwork<T> network, Tape<T> tape)
    {
        if (!ReferenceEquals(tape._network, network))
        {
            throw new ArgumentException(
                tape._network is null
                    ? "The tape is empty: call Forward before Backward."
                    : $"The tape was recorded by another network ({tape._network.GetType().Name}); this {network.GetType().Name} recorded nothing on it.",
                nameof(tape));
        }
    }

    /// <summary>Makes a buffer at least so long; what it held is lost if it grows.</summary>
    internal static void Grow(ref AlignedBuffer<T> buffer, long length)
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
