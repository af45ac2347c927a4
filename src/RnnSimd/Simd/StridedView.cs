using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd.Simd;

/// <summary>A matrix in memory: element (r, c) stands at <c>Start + r * RowStride + c * ColumnStride</c>. It knows no bounds.</summary>
/// <remarks>
/// Both strides zero make one element stand for a whole matrix, a row stride of zero makes a vector stand for all rows, and
/// exchanged strides are the transpose. Whether a view may be written is up to the method that takes it.
/// </remarks>
internal readonly ref struct StridedView<T>
    where T : unmanaged
{
    public readonly ref T Start;
    public readonly nint RowStride;
    public readonly nint ColumnStride;

    public StridedView(ref T start, nint rowStride, nint columnStride = 1)
    {
        Start = ref start;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>A view that has zeros everywhere: of a single vector of them, which is only read.</summary>
    public static StridedView<T> Zero => new(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(VectorOfZeros)), 0, 0);

    // Written out, the zeros are data of the assembly; an array without values would be allocated.
    private static ReadOnlySpan<byte> VectorOfZeros =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    public StridedView<T> Transposed => new(ref Start, ColumnStride, RowStride);

    public static StridedView<T> OfReadOnly(ref readonly T start, nint rowStride) => new(ref Unsafe.AsRef(in start), rowStride);

    public ref T At(nint row, nint column) => ref Unsafe.Add(ref Start, row * RowStride + column * ColumnStride);

    /// <summary>The first elements of a row, where the column stride is one.</summary>
    public Span<T> Row(nint row, nint columns) => MemoryMarshal.CreateSpan(ref At(row, 0), (int)columns);

    public StridedView<T> From(nint row, nint column) => new(ref At(row, column), RowStride, ColumnStride);
}
