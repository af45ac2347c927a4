using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Benchmarks.Functions;

/// <summary>Functions of all elements of an array, whose length is a multiple of every vector's.</summary>
[EveryWidth(Double = true)]
internal static partial class FunctionLoops
{
    /// <summary>In the widest vectors that run in hardware.</summary>
    public static void Vectors<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : IFunction
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vectors512<TFunction>(x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vectors256<TFunction>(x, y);
        }
        else
        {
            Vectors128<TFunction>(x, y);
        }
    }

    /// <summary>One by one.</summary>
    public static void Scalars<TFunction, T>(ReadOnlySpan<T> x, Span<T> y)
        where TFunction : IFunction
        where T : IFloatingPointIeee754<T>
    {
        for (var n = 0; n < y.Length; n++)
        {
            y[n] = TFunction.Of(x[n]);
        }
    }

    private static void Vectors512<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : IFunction
    {
        ref var source = ref Unsafe.AsRef(in x[0]);
        ref var destination = ref y[0];
        for (nint n = 0; n < y.Length; n += Vector512<float>.Count)
        {
            TFunction.Of(Vector512.LoadUnsafe(ref source, (nuint)n)).StoreUnsafe(ref destination, (nuint)n);
        }
    }
}
