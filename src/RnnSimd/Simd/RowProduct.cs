using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

/// <summary>
/// The product of one row and a matrix, for the single step of wide layers: every weight is loaded once, so what counts is how fast
/// loads stream. The order of the sums is that of <see cref="MatrixProduct"/>, and so are the demands on memory.
/// </summary>
[EveryWidth(Double = true)]
public static partial class RowProduct
{
    // The partial sums of all chains but the first stand on the stack, for so many elements at a time: a page of float.
    private const int ChainElements = 1024;

    /// <summary>z[n] = Σₖ a[k] w[k, n].</summary>
    /// <param name="z">Receives <paramref name="columns"/> elements.</param>
    /// <param name="a"><paramref name="inner"/> elements.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="inner">Elements of a, 0 or more.</param>
    /// <param name="columns">Elements of z, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <param name="lastFirst">
    /// Whether the last chain is computed first. The result is the same; calls that alternate find the half of the weights that
    /// they used last still in the cache.
    /// </param>
    public static void Multiply(
        ref float z, ref readonly float a, ref readonly float w, int wStride, int inner, int columns, int chains, bool lastFirst)
    {
        MemoryMarshal.CreateSpan(ref z, columns).Clear();
        AddMultiply(ref z, in a, in w, wStride, inner, columns, chains, lastFirst);
    }

    /// <summary>z[n] = bias[n] + Σₖ a[k] w[k, n].</summary>
    /// <param name="z">Receives <paramref name="columns"/> elements.</param>
    /// <param name="a"><paramref name="inner"/> elements.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="bias">Where the sums start, <paramref name="columns"/> elements.</param>
    /// <param name="inner">Elements of a, 0 or more.</param>
    /// <param name="columns">Elements of z, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <param name="lastFirst">Whether the last chain is computed first; the result is the same.</param>
    public static void MultiplyBias(
        ref float z, ref readonly float a, ref readonly float w, int wStride, ref readonly float bias,
        int inner, int columns, int chains, bool lastFirst)
    {
        MemoryMarshal.CreateReadOnlySpan(in bias, columns).CopyTo(MemoryMarshal.CreateSpan(ref z, columns));
        AddMultiply(ref z, in a, in w, wStride, inner, columns, chains, lastFirst);
    }

    /// <summary>z[n] += Σₖ a[k] w[k, n], where the sum starts from the z that was there.</summary>
    /// <param name="z">Read and overwritten, <paramref name="columns"/> elements.</param>
    /// <param name="a"><paramref name="inner"/> elements.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="inner">Elements of a, 0 or more.</param>
    /// <param name="columns">Elements of z, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <param name="lastFirst">Whether the last chain is computed first; the result is the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiply(
        ref float z, ref readonly float a, ref readonly float w, int wStride, int inner, int columns, int chains, bool lastFirst)
    {
        ref var start = ref Unsafe.AsRef(in a);
        ref var weights = ref Unsafe.AsRef(in w);
        if (chains == 1)
        {
            Add(ref z, ref start, ref weights, wStride, inner, columns);
            return;
        }

        var most = ChainElements / (chains - 1);
        for (var column = 0; column < columns; column += most)
        {
            AddChains(
                ref Unsafe.Add(ref z, column), ref start, ref Unsafe.Add(ref weights, column),
                wStride, inner, Math.Min(most, columns - column), chains, lastFirst);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static unsafe void AddChains(
        ref float z, ref float a, ref float w, nint wStride, int inner, int columns, int chains, bool lastFirst)
    {
        var memory = stackalloc byte[ChainElements * sizeof(float) + MatrixProduct.Alignment];
        ref var sums = ref MatrixProduct.AlignedStart<float>(memory);
        var length = (inner + chains - 1) / chains;
        MemoryMarshal.CreateSpan(ref sums, (chains - 1) * columns).Clear();
        for (var turn = 0; turn < chains; turn++)
        {
            var chain = lastFirst ? chains - 1 - turn : turn;
            var k = Math.Min(chain * length, inner);
            ref var sum = ref chain == 0 ? ref z : ref Unsafe.Add(ref sums, (chain - 1) * columns);
            Add(ref sum, ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride), wStride, Math.Min(length, inner - k), columns);
        }

        for (var distance = 1; distance < chains; distance *= 2)
        {
            for (var chain = 0; chain < chains; chain += 2 * distance)
            {
                ref var sum = ref chain == 0 ? ref z : ref Unsafe.Add(ref sums, (chain - 1) * columns);
                AddSums(ref sum, ref Unsafe.Add(ref sums, (chain + distance - 1) * columns), columns);
            }
        }
    }

    /// <summary>z += a · w, one chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ref float z, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        var tiled = Vector512.IsHardwareAccelerated ? AddTiled512(ref z, ref a, ref w, wStride, inner, columns)
            : Vector256.IsHardwareAccelerated ? AddTiled256(ref z, ref a, ref w, wStride, inner, columns)
            : AddTiled128(ref z, ref a, ref w, wStride, inner, columns);
        if (tiled < columns)
        {
            MatrixProduct.AddMultiply(
                ref Unsafe.Add(ref z, tiled), 0, ref a, 0, ref Unsafe.Add(ref w, tiled), (int)wStride,
                1, (int)inner, (int)(columns - tiled), 1);
        }
    }

    /// <summary>Adds the products for as many columns as are a multiple of eight vectors; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint AddTiled512(ref float z, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        var tile = 8 * Vector512<float>.Count;
        var tiled = columns / tile * tile;
        var wide = MatrixProduct.HasThirtyTwoRegisters ? columns / (2 * tile) * (2 * tile) : 0;
        if (wide > 0)
        {
            AddWideTiles512(ref z, ref a, ref w, wStride, inner, wide);
        }

        if (wide < tiled)
        {
            AddTiles512(ref Unsafe.Add(ref z, wide), ref a, ref Unsafe.Add(ref w, wide), wStride, inner, tiled - wide);
        }

        return tiled;
    }

    /// <summary>z += y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSums(ref float z, ref float y, nint columns)
    {
        nint column = 0;
        for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
        {
            ref var sum = ref Unsafe.Add(ref z, column);
            (Vector.LoadUnsafe(ref sum) + Vector.LoadUnsafe(ref Unsafe.Add(ref y, column))).StoreUnsafe(ref sum);
        }

        for (; column < columns; column++)
        {
            Unsafe.Add(ref z, column) += Unsafe.Add(ref y, column);
        }
    }
}
