using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>
/// Vectors that are filled in part, for the last elements of a row whose length is no multiple of a vector. Memory past the elements that a
/// name counts is neither read nor written, and unlike a masked access each costs no more than its loads and stores.
/// </summary>
public static class Lanes
{
    /// <summary>One element; the other lanes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load1(ref readonly float source) => Vector128.CreateScalar(source);

    /// <summary>Two elements; the other lanes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load2(ref readonly float source) => Vector128.CreateScalar(Pair(in source)).AsSingle();

    /// <summary>Three elements; the last lane is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load3(ref readonly float source) =>
        Load2(in source).WithElement(2, Unsafe.Add(ref Unsafe.AsRef(in source), 2));

    /// <summary>One element; the other lane is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load1(ref readonly double source) => Vector128.CreateScalar(source);

    /// <summary>Writes the first lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store1(Vector128<float> value, ref float destination) => destination = value.ToScalar();

    /// <summary>Writes the first two lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store2(Vector128<float> value, ref float destination) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), value.AsDouble().ToScalar());

    /// <summary>Writes the first three lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store3(Vector128<float> value, ref float destination)
    {
        Store2(value, ref destination);
        Unsafe.Add(ref destination, 2) = value.GetElement(2);
    }

    /// <summary>Writes the first lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store1(Vector128<double> value, ref double destination) => destination = value.ToScalar();

    // Two floats move as the bits of one double: on x64 that is one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pair(ref readonly float source) =>
        Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref Unsafe.AsRef(in source)));
}
