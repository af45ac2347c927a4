using System.Runtime.CompilerServices;

namespace RnnSimd;

/// <summary>An array whose first element stands at a multiple of 64 bytes, so that no vector straddles two cache lines.</summary>
internal readonly struct AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[]? _array;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeros. The array is pinned, because an object that moves loses its alignment.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _array = GC.AllocateArray<T>(length + Alignment / Unsafe.SizeOf<T>(), pinned: true);
        _start = MisalignedElements(_array);
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    private static unsafe int MisalignedElements(T[] array)
    {
        var address = (nuint)Unsafe.AsPointer(ref array[0]);
        return (int)((Alignment - address % Alignment) % Alignment) / sizeof(T);
    }
}
