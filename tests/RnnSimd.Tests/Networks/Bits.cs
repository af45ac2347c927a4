using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnSimd.Tests.Networks;

/// <summary>Exact equality, and the hardware that it is promised on.</summary>
internal static class Bits
{
    /// <summary>Skips the test where a multiplication and an addition round twice or once as the compiler likes.</summary>
    public static void RequireFusedMultiplyAdd()
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
        {
            Assert.Skip("The same bits are promised on hardware with fused multiply-add only; here it is absent or switched off.");
        }
    }

    /// <summary>Skips a test of what does not depend on arithmetic where vectors are computed element by element: there it takes many minutes.</summary>
    public static void RequireVectors()
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            Assert.Skip("Vectors are switched off; without them this takes long, and shows nothing else.");
        }
    }

    public static void Equal<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} elements, got {actual.Length}");
        for (var i = 0; i < expected.Length; i++)
        {
            if (!MemoryMarshal.AsBytes(expected.Slice(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(actual.Slice(i, 1))))
            {
                Assert.Fail($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
            }
        }
    }
}
