using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd;

/// <summary>For generated code: copies vectors between rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowCopy
{
    /// <summary>Copies one vector.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The first element to copy.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="length">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(ref T source, ref T destination, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref destination, length));

    /// <summary>Copies a vector of each row into another kind of rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The vector in the first row to read, and what follows it.</param>
    /// <param name="sourceStride">The distance between rows to read.</param>
    /// <param name="destination">The vector in the first row to write, and what follows it.</param>
    /// <param name="destinationStride">The distance between rows to write.</param>
    /// <param name="length">The length of the vectors.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy<T>(
        ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int length, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            source.Slice(row * sourceStride, length).CopyTo(destination.Slice(row * destinationStride, length));
        }
    }
}
