using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnSimd.Simd;

namespace RnnSimd;

/// <summary>For generated code: a row on the stack.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackRow
{
    /// <summary>The first element that starts a cache line: what crosses one costs two accesses.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">Memory on the stack, longer than the row by a cache line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref T Align<T>(Span<T> memory)
        where T : unmanaged =>
        ref MatrixProduct.AlignedStart<T>((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)));
}
