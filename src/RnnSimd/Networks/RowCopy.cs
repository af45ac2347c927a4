using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd;

/// <summary>For generated code: copies a vector from one row to another.</summary>
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
}
