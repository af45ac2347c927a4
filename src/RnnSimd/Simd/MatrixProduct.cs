using System.Runtime.CompilerServices;

namespace RnnSimd.Simd;

/// <summary>
/// Products of small matrices in plain rows, for generated code: batches, whole sequences and weight gradients. One thread, no
/// allocation. Element (r, c) of a matrix stands r strides and c elements behind its reference.
/// </summary>
/// <remarks>
/// <para>
/// The order of every sum is a contract, because the same sums are computed elsewhere for one row at a time: an element of
/// z is <c>acc = init; for k ascending: acc = MultiplyAddEstimate(a[r, k], w[k, n], acc)</c>. With <c>chains</c> = c above 1,
/// k is cut into c ranges of ⌈inner / c⌉ (the last ones may be shorter or empty), the first starts from init and the others from zero, and
/// their sums are added in pairs: <c>((s0 + s1) + (s2 + s3)) + …</c>. So the bits depend on neither the vector width nor the number of rows.
/// </para>
/// <para>
/// There are no spans, so nothing checks that the memory is there: <c>rows</c> rows of <c>inner</c> elements at a, <c>inner</c>
/// rows of <c>columns</c> elements at w, <c>rows</c> rows of <c>columns</c> at z. No other element is read or written. What is written must
/// overlap nothing that is read. Copies of panels and blocks of sums stand on the stack: up to 200 KiB of it.
/// </para>
/// </remarks>
[EveryWidth(Double = true)]
public static partial class MatrixProduct
{
    /// <summary>z[r, n] = Σₖ a[r, k] w[k, n].</summary>
    /// <param name="z">Receives <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z, at least <paramref name="columns"/>.</param>
    /// <param name="a"><paramref name="rows"/> × <paramref name="inner"/>.</param>
    /// <param name="aStride">Distance between rows of a.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="rows">Rows of z and a, 0 or more.</param>
    /// <param name="inner">Columns of a and rows of w, 0 or more.</param>
    /// <param name="columns">Columns of z and w, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the stride of z is below its columns, or chains is none of those.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(
        ref float z, int zStride, ref readonly float a, int aStride, Weights<float> w,
        int rows, int inner, int columns, int chains)
    {
        Check(zStride, rows, inner, columns, chains);
        Chained(
            new(ref z, zStride), StridedView<float>.Zero, StridedView<float>.OfReadOnly(in a, aStride), w,
            rows, inner, columns, chains);
    }

    /// <summary>z[r, n] = bias[n] + Σₖ a[r, k] w[k, n].</summary>
    /// <param name="z">Receives <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z, at least <paramref name="columns"/>.</param>
    /// <param name="a"><paramref name="rows"/> × <paramref name="inner"/>.</param>
    /// <param name="aStride">Distance between rows of a.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="bias">Where each row's sums start, <paramref name="columns"/> elements.</param>
    /// <param name="rows">Rows of z and a, 0 or more.</param>
    /// <param name="inner">Columns of a and rows of w, 0 or more.</param>
    /// <param name="columns">Columns of z and w, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the stride of z is below its columns, or chains is none of those.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyBias(
        ref float z, int zStride, ref readonly float a, int aStride, Weights<float> w, ref readonly float bias,
        int rows, int inner, int columns, int chains)
    {
        Check(zStride, rows, inner, columns, chains);
        Chained(
            new(ref z, zStride), StridedView<float>.OfReadOnly(in bias, 0),
            StridedView<float>.OfReadOnly(in a, aStride), w,
            rows, inner, columns, chains);
    }

    /// <summary>z[r, n] += Σₖ a[r, k] w[k, n], where the sum starts from the z that was there.</summary>
    /// <param name="z">Read and overwritten, <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z, at least <paramref name="columns"/>.</param>
    /// <param name="a"><paramref name="rows"/> × <paramref name="inner"/>.</param>
    /// <param name="aStride">Distance between rows of a.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="rows">Rows of z and a, 0 or more.</param>
    /// <param name="inner">Columns of a and rows of w, 0 or more.</param>
    /// <param name="columns">Columns of z and w, 0 or more.</param>
    /// <param name="chains">1, 2, 4 or 8: the number of partial sums, part of the definition of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the stride of z is below its columns, or chains is none of those.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddMultiply(
        ref float z, int zStride, ref readonly float a, int aStride, Weights<float> w,
        int rows, int inner, int columns, int chains)
    {
        var view = new StridedView<float>(ref z, zStride);
        Check(zStride, rows, inner, columns, chains);
        Chained(
            view, view, StridedView<float>.OfReadOnly(in a, aStride), w,
            rows, inner, columns, chains);
    }

    /// <summary>Refuses sizes that would make the kernels write outside z. One place, so that callers stay small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Check(int zStride, int rows, int inner, int columns, int chains)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (rows > 1)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(zStride, columns);
        }

        if (chains is not (1 or 2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(chains), chains, "The number of chains must be 1, 2, 4 or 8.");
        }
    }
}
