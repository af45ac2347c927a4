using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnSimd.Simd;

namespace RnnSimd.Training;

/// <summary>The sum of squares in an order that the length alone decides, which <c>TensorPrimitives</c> does not promise.</summary>
internal static class SumOfSquares
{
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static T Of<T>(ReadOnlySpan<T> values)
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

        throw new NotSupportedException($"Elements of {typeof(T)} cannot be summed, only those of float and double.");
    }
}
