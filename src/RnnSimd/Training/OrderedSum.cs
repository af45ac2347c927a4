using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnSimd.Simd;

namespace RnnSimd.Training;

/// <summary>Sums in an order that the length alone decides, which <c>TensorPrimitives</c> does not promise.</summary>
/// <exception cref="NotSupportedException">The elements are neither <see cref="float"/> nor <see cref="double"/>.</exception>
internal static class OrderedSum
{
    public static T Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        return typeof(T) == typeof(float) ? T.CreateChecked(Reduction.Sum(in Unsafe.As<T, float>(ref first), values.Length))
            : typeof(T) == typeof(double) ? T.CreateChecked(Reduction.Sum(in Unsafe.As<T, double>(ref first), values.Length))
            : throw NotSummable<T>();
    }

    public static T OfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        if (typeof(T) == typeof(float))
        {
            ref var source = ref Unsafe.As<T, float>(ref first);
            return T.CreateChecked(Reduction.Dot(in source, in source, values.Length));
        }

        if (typeof(T) == typeof(double))
        {
            ref var source = ref Unsafe.As<T, double>(ref first);
            return T.CreateChecked(Reduction.Dot(in source, in source, values.Length));
        }

        throw NotSummable<T>();
    }

    private static NotSupportedException NotSummable<T>() =>
        new($"Elements of {typeof(T)} cannot be summed, only those of float and double.");
}
