using System.ComponentModel;

namespace RnnSimd;

/// <summary>
/// For generated code: a network's parameters, and the rows that running a sequence needs. The rows are lent to one call at
/// a time; a call that finds them lent makes new ones, so threads can share a network and a single thread never allocates.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameterCount">The number of parameters.</param>
/// <param name="rowSize">The elements of a row of a sequence.</param>
/// <param name="stepRowSize">The elements of the row of a single step.</param>
/// <param name="packedSize">The number of elements of the copies of weights in panels.</param>
/// <param name="maskSize">The elements of a stream's masks of dropout.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkMemory<T>(int parameterCount, int rowSize, int stepRowSize, int packedSize, int maskSize = 0)
    where T : unmanaged
{
    // As many streams as leave each a row for its state and one for a step.
    private const int MostStreams = Shard.PartRows / 2;

    private readonly AlignedBuffer<T> _parameters = new(parameterCount);
    private Rows? _rows = new(rowSize, stepRowSize, packedSize, maskSize);

    /// <summary>All parameters.</summary>
    public Span<T> Parameters => _parameters.Span;

    /// <summary>Borrows the rows.</summary>
    public Rows Borrow() => Interlocked.Exchange(ref _rows, null) ?? new Rows(rowSize, stepRowSize, packedSize, maskSize);

    /// <summary>Gives them back.</summary>
    /// <param name="rows">What <see cref="Borrow"/> returned.</param>
    public void Return(Rows rows) => Volatile.Write(ref _rows, rows);

    /// <summary>Runs a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="state">The states.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="steps">The number of time steps.</param>
    /// <param name="batch">The number of streams.</param>
    /// <param name="lengths">The time steps of each stream; empty if all have the same.</param>
    public void Run(
        IShardedNetwork<T> network, ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int steps, int batch, ReadOnlySpan<int> lengths)
    {
        var borrowed = Borrow();
        Span<T> packed = default;
        if (packedSize > 0 && Shard.PaysToPack(Shard.TimeSteps(steps, batch, lengths), batch))
        {
            packed = borrowed.Packed;
            network.Pack(packed);
        }

        for (var first = 0; first < batch; first += MostStreams)
        {
            var shard = borrowed.Order(first, steps, batch, lengths);
            foreach (var part in shard.Passing)
            {
                var masks = borrowed.NothingDropped[..(part.Streams * maskSize)];
                network.Forward(packed, inputs, state, outputs, part, masks, borrowed.Span[..((part.Row + part.Rows) * rowSize)]);
            }

            shard.ClearPadding(outputs, network.OutputSize);
        }

        Return(borrowed);
    }

    /// <summary>Memory for one call that runs a sequence.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class Rows
    {
        private readonly (int Length, int Stream)[] _streams = new (int, int)[MostStreams];
        private readonly AlignedBuffer<T> _rows;
        private readonly AlignedBuffer<T> _packed;
        private readonly AlignedBuffer<T> _masks;
        private bool _turn;

        internal Rows(int rowSize, int stepRowSize, int packedSize, int maskSize)
        {
            (_rows, _packed) = (new(Math.Max(Shard.PartRows * rowSize, stepRowSize)), new(packedSize));
            _masks = new(MostStreams * maskSize);
            _masks.Span.Fill(DropoutMask.Number<T>(1));
        }

        /// <summary>The memory, with arbitrary content.</summary>
        public Span<T> Span => _rows.Span;

        /// <summary>Memory for the copies of weights in panels, with arbitrary content.</summary>
        internal Span<T> Packed => _packed.Span;

        /// <summary>Masks of dropout that are ones, for as many streams as run together.</summary>
        internal Span<T> NothingDropped => _masks.Span;

        /// <summary>True at every other call: for work that uses its data in alternating order, so that half of it is still in the cache.</summary>
        public bool Alternate() => _turn = !_turn;

        /// <summary>The next streams of a batch.</summary>
        internal Shard Order(int first, int steps, int batch, ReadOnlySpan<int> lengths)
        {
            var streams = _streams.AsSpan(0, Math.Min(MostStreams, batch - first));
            Shard.Order(streams, first, steps, lengths);
            return new(streams, steps, batch);
        }
    }
}
