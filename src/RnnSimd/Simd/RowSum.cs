using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd.Simd;

/// <summary>Sums of rows whose precision is known only when the code is compiled for it.</summary>
internal static class RowSum
{
    /// <summary>Adds a row, element by element.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="sum">Added to.</param>
    /// <param name="row">As long as the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<T>(Span<T> sum, ReadOnlySpan<T> row)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, sum.Length);
        ref var z = ref MemoryMarshal.GetReference(sum);
        ref var y = ref MemoryMarshal.GetReference(row);
        if (typeof(T) == typeof(float))
        {
            RowProduct.AddRow(ref Unsafe.As<T, float>(ref z), ref Unsafe.As<T, float>(ref y), sum.Length);
        }
        else
        {
            RowProduct.AddRow(ref Unsafe.As<T, double>(ref z), ref Unsafe.As<T, double>(ref y), sum.Length);
        }
    }
}
