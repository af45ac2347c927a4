using System.ComponentModel;

namespace RnnSimd;

/// <summary>
/// For generated code: a network's parameters, and the rows that running a sequence needs. The rows are lent to one call at
/// a time; a call that finds them lent makes new ones, so threads can share a network and a single thread never allocates.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameterCount">The number of parameters.</param>
/// <param name="rowsLength">The number of elements of the rows.</param>
/// <param name="packedSize">The number of elements of the copies of weights in panels.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkMemory<T>(int parameterCount, int rowsLength, int packedSize)
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _parameters = new(parameterCount);
    private Rows? _rows = new(rowsLength, packedSize);

    /// <summary>All parameters.</summary>
    public Span<T> Parameters => _parameters.Span;

    /// <summary>Borrows the rows.</summary>
    public Rows Borrow() => Interlocked.Exchange(ref _rows, null) ?? new Rows(rowsLength, packedSize);

    /// <summary>Gives them back.</summary>
    /// <param name="rows">What <see cref="Borrow"/> returned.</param>
    public void Return(Rows rows) => Volatile.Write(ref _rows, rows);

    /// <summary>Memory for one call that runs a sequence.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class Rows
    {
        private readonly AlignedBuffer<T> _rows;
        private readonly AlignedBuffer<T> _packed;
        private bool _turn;

        internal Rows(int length, int packedSize) => (_rows, _packed) = (new(length), new(packedSize));

        /// <summary>The memory, with arbitrary content.</summary>
        public Span<T> Span => _rows.Span;

        /// <summary>Memory for the copies of weights in panels, with arbitrary content.</summary>
        public Span<T> Packed => _packed.Span;

        /// <summary>True at every other call: for work that uses its data in alternating order, so that half of it is still in the cache.</summary>
        public bool Alternate() => _turn = !_turn;
    }
}
