using System.Runtime.InteropServices;
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
