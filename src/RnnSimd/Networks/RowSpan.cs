using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd;

/// <summary>For generated code: rows of the same number of elements, one behind the other.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RowSpan<T>
{
    private readonly Span<T> _elements;
    private readonly int _size;

    /// <summary>Rows.</summary>
    /// <param name="elements">Their elements.</param>
    /// <param name="size">The elements of a row.</param>
    public RowSpan(Span<T> elements, int size)
    {
        _elements = elements;
        _size = size;
    }

    /// <summary>Rows that are only read.</summary>
    /// <param name="elements">Their elements.</param>
    /// <param name="size">The elements of a row.</param>
    public RowSpan(ReadOnlySpan<T> elements, int size)
        : this(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(elements), elements.Length), size)
    {
    }

    /// <summary>An element.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its place in the row.</param>
    public ref T this[int row, int column] => ref _elements[row * _size + column];

    /// <summary>The rows from one on, each seen from one of its elements on.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="column">The first element of each.</param>
    public RowSpan<T> From(int row, int column = 0) => new(_elements[(row * _size + column)..], _size);

    /// <summary>Whether it has no elements.</summary>
    internal bool IsEmpty => _elements.IsEmpty;

    /// <summary>The first elements of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="length">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<T> Row(int row, int length) => _elements.Slice(row * _size, length);
}
