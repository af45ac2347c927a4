using System.Runtime.CompilerServices;
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
        ref float z, ref readonly float a, ref readonly float w, int wStride, int inner, int columns, int chains, bool lastFirst) =>
        Chained(
            ref z, ref Unsafe.NullRef<float>(), ref Unsafe.AsRef(in a), ref Unsafe.AsRef(in w), wStride, inner, columns, chains, lastFirst);

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
        int inner, int columns, int chains, bool lastFirst) =>
        Chained(
            ref z, ref Unsafe.AsRef(in bias), ref Unsafe.AsRef(in a), ref Unsafe.AsRef(in w),
            wStride, inner, columns, chains, lastFirst);

    /// <summary>z[n] += Σₖ a[k] w[k, n], where the sum starts from the z that was there.</summary>
    /// <param name="z">Read and overwritten, <paramref name="columns"/> elements.</param>
    /// <param name="a"><paramref name="inner"/> elements.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="inner">Elements of a, 0 or more.</param>
    /// <param name="columns">Elements of z, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <param name="lastFirst">Whether the last chain is computed first; the result is the same.</param>
    public static void AddMultiply(
        ref float z, ref readonly float a, ref readonly float w, int wStride, int inner, int columns, int chains, bool lastFirst) =>
        Chained(ref z, ref z, ref Unsafe.AsRef(in a), ref Unsafe.AsRef(in w), wStride, inner, columns, chains, lastFirst);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Chained(
        ref float z, ref float start, ref float a, ref float w, int wStride, int inner, int columns, int chains, bool lastFirst)
    {
        if (chains == 1)
        {
            Chain(ref z, ref start, ref a, ref w, wStride, inner, columns);
            return;
        }

        if (ChainsInTile(ref z, ref start, ref a, ref w, wStride, inner, columns, chains))
        {
            return;
        }

        var most = ChainElements / (chains - 1);
        for (var column = 0; column < columns; column += most)
        {
            ChainedBlock(
                ref Unsafe.Add(ref z, column), ref From(ref start, column), ref a, ref Unsafe.Add(ref w, column),
                wStride, inner, Math.Min(most, columns - column), chains, lastFirst);
        }
    }

    /// <summary>Computes the chains one after the other, all but the first into a block on the stack, then adds them in pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static unsafe void ChainedBlock(
        ref float z, ref float start, ref float a, ref float w, nint wStride, int inner, int columns, int chains, bool lastFirst)
    {
        var memory = stackalloc byte[ChainElements * sizeof(float) + MatrixProduct.Alignment];
        ref var sums = ref MatrixProduct.AlignedStart<float>(memory);
        var length = (inner + chains - 1) / chains;
        for (var turn = 0; turn < chains; turn++)
        {
            var chain = lastFirst ? chains - 1 - turn : turn;
            var k = Math.Min(chain * length, inner);
            ref var sum = ref SumOf(chain, ref z, ref sums, columns);
            ref var from = ref chain == 0 ? ref start : ref Unsafe.NullRef<float>();
            Chain(ref sum, ref from, ref Unsafe.Add(ref a, k), ref Unsafe.Add(ref w, k * wStride), wStride, Math.Min(length, inner - k), columns);
        }

        for (var distance = 1; distance < chains; distance *= 2)
        {
            for (var chain = 0; chain < chains; chain += 2 * distance)
            {
                AddRow(ref SumOf(chain, ref z, ref sums, columns), ref SumOf(chain + distance, ref z, ref sums, columns), columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float SumOf(int chain, ref float z, ref float sums, int columns) =>
        ref chain == 0 ? ref z : ref Unsafe.Add(ref sums, (chain - 1) * columns);

    /// <summary>z = start + a · w in one chain. A null start is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Chain(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        var tiled = Vector512.IsHardwareAccelerated ? Tiled512(ref z, ref start, ref a, ref w, wStride, inner, columns)
            : Vector256.IsHardwareAccelerated ? Tiled256(ref z, ref start, ref a, ref w, wStride, inner, columns)
            : Tiled128(ref z, ref start, ref a, ref w, wStride, inner, columns);
        if (tiled == columns)
        {
            return;
        }

        z = ref Unsafe.Add(ref z, tiled);
        start = ref From(ref start, tiled);
        w = ref Unsafe.Add(ref w, tiled);
        var rest = columns - tiled;
        if (rest >= Vector128<float>.Count)
        {
            var from = Unsafe.IsNullRef(ref start) ? StridedView<float>.Zero : new(ref start, 0);
            MatrixProduct.OneByEight(new(ref z, 0), from, new(ref a, 0), new(ref w, wStride), inner, rest, adds: false);
        }
        else
        {
            Rest(ref z, ref start, ref a, ref w, wStride, inner, rest);
        }
    }

    /// <summary>Fewer columns than a vector has lanes, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest(ref float z, ref float start, ref float a, ref float w, nint wStride, nint inner, nint columns)
    {
        for (nint column = 0; column < columns; column++)
        {
            var sum = Unsafe.IsNullRef(ref start) ? 0f : Unsafe.Add(ref start, column);
            for (nint k = 0; k < inner; k++)
            {
                sum = float.MultiplyAddEstimate(Unsafe.Add(ref a, k), Unsafe.Add(ref w, k * wStride + column), sum);
            }

            Unsafe.Add(ref z, column) = sum;
        }
    }

    /// <summary>z += y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void AddRow(ref float z, ref float y, nint columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddRow512(ref z, ref y, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddRow256(ref z, ref y, columns);
        }
        else
        {
            AddRow128(ref z, ref y, columns);
        }
    }
}
