using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnSimd.Simd;

/// <content>The blocks that a transposition is made of; float and double differ in their lanes.</content>
public static partial class MatrixProduct
{
    /// <summary>Transposes 4 × 4 floats in two rounds of interleaving.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(StridedView<float> destination, StridedView<float> source)
    {
        var r0 = Vector128.LoadUnsafe(ref source.At(0, 0));
        var r1 = Vector128.LoadUnsafe(ref source.At(1, 0));
        var r2 = Vector128.LoadUnsafe(ref source.At(2, 0));
        var r3 = Vector128.LoadUnsafe(ref source.At(3, 0));
        var lower02 = InterleaveLower(r0, r2);
        var upper02 = InterleaveUpper(r0, r2);
        var lower13 = InterleaveLower(r1, r3);
        var upper13 = InterleaveUpper(r1, r3);
        InterleaveLower(lower02, lower13).StoreUnsafe(ref destination.At(0, 0));
        InterleaveUpper(lower02, lower13).StoreUnsafe(ref destination.At(1, 0));
        InterleaveLower(upper02, upper13).StoreUnsafe(ref destination.At(2, 0));
        InterleaveUpper(upper02, upper13).StoreUnsafe(ref destination.At(3, 0));
    }

    /// <summary>Transposes 4 × 4 doubles as four blocks of 2 × 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(StridedView<double> destination, StridedView<double> source)
    {
        TransposeTwo(destination, source);
        TransposeTwo(destination.From(0, 2), source.From(2, 0));
        TransposeTwo(destination.From(2, 0), source.From(0, 2));
        TransposeTwo(destination.From(2, 2), source.From(2, 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTwo(StridedView<double> destination, StridedView<double> source)
    {
        var r0 = Vector128.LoadUnsafe(ref source.At(0, 0));
        var r1 = Vector128.LoadUnsafe(ref source.At(1, 0));
        Vector128.Create(r0.GetLower(), r1.GetLower()).StoreUnsafe(ref destination.At(0, 0));
        Vector128.Create(r0.GetUpper(), r1.GetUpper()).StoreUnsafe(ref destination.At(1, 0));
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLower(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveUpper(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
