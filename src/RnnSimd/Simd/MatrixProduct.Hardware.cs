using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnSimd.Simd;

/// <content>What does not depend on a vector's width or precision.</content>
public static partial class MatrixProduct
{
    /// <summary>The size of a cache line and of the widest vector.</summary>
    internal const int Alignment = 64;

    /// <summary>Sixteen accumulators fit in the registers of AVX-512, also at its smaller widths, and of Arm64.</summary>
    internal static bool HasThirtyTwoRegisters => Vector512.IsHardwareAccelerated || Avx512F.VL.IsSupported || AdvSimd.IsSupported;

    /// <summary>The first cache line in a block of stack memory, which is aligned for a quarter of one only.</summary>
    internal static unsafe ref T AlignedStart<T>(byte* memory)
        where T : unmanaged =>
        ref Unsafe.AsRef<T>((void*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1)));
}
