using System.Runtime.CompilerServices;

namespace RnnSimd.Benchmarks.Limits;

/// <summary>Zeros that start at a multiple of 64 bytes, like a network's own buffers; repeated additions to them never overflow.</summary>
internal sealed class Values<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _start;

    public Values(int length)
    {
        _array = GC.AllocateArray<T>(length + Alignment / Unsafe.SizeOf<T>(), pinned: true);
        _start = (int)((Alignment - Address % Alignment) % Alignment) / Unsafe.SizeOf<T>();
        Length = length;
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public ref T this[int index] => ref _array[_start + index];

    private unsafe nuint Address => (nuint)Unsafe.AsPointer(ref _array[0]);
}
