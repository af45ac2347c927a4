using System.Runtime.CompilerServices;

namespace RnnSimd.Simd;

/// <content>Many tokens at once: batches and whole sequences, and the gradients of weights.</content>
[EveryWidth(Double = true)]
public static partial class TokenProduct
{
    /// <summary>z[r, n] = w[tokens[r], n].</summary>
    /// <param name="z">Receives <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z.</param>
    /// <param name="tokens"><paramref name="rows"/> tokens.</param>
    /// <param name="tokenStride">Distance between them.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="rows">Rows of z.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of z and w.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of a token's number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(
        ref float z, int zStride, ref readonly float tokens, int tokenStride, ref readonly float w, int wStride, int rows, int inner, int columns)
    {
        for (nint r = 0; r < rows; r++)
        {
            Multiply(ref Unsafe.Add(ref z, r * zStride), TokenAt(in tokens, r * tokenStride), in w, wStride, inner, columns);
        }
    }

    /// <summary>z[r, n] = bias[n] + w[tokens[r], n].</summary>
    /// <param name="z">Receives <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z.</param>
    /// <param name="tokens"><paramref name="rows"/> tokens.</param>
    /// <param name="tokenStride">Distance between them.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="bias">Where each row's sums start, <paramref name="columns"/> elements.</param>
    /// <param name="rows">Rows of z.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of z and w.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of a token's number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyBias(
        ref float z, int zStride, ref readonly float tokens, int tokenStride, ref readonly float w, int wStride, ref readonly float bias,
        int rows, int inner, int columns)
    {
        for (nint r = 0; r < rows; r++)
        {
            MultiplyBias(ref Unsafe.Add(ref z, r * zStride), TokenAt(in tokens, r * tokenStride), in w, wStride, in bias, inner, columns);
        }
    }

    /// <summary>z[r, n] += w[tokens[r], n].</summary>
    /// <param name="z">Added to, <paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="zStride">Distance between rows of z.</param>
    /// <param name="tokens"><paramref name="rows"/> tokens.</param>
    /// <param name="tokenStride">Distance between them.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="rows">Rows of z.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of z and w.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of a token's number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddMultiply(
        ref float z, int zStride, ref readonly float tokens, int tokenStride, ref readonly float w, int wStride, int rows, int inner, int columns)
    {
        for (nint r = 0; r < rows; r++)
        {
            AddMultiply(ref Unsafe.Add(ref z, r * zStride), TokenAt(in tokens, r * tokenStride), in w, wStride, inner, columns);
        }
    }

    /// <summary>sum[tokens[r], n] += d[r, n], for r ascending.</summary>
    /// <param name="sum">Added to, <paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="sumStride">Distance between rows of sum.</param>
    /// <param name="tokens"><paramref name="rows"/> tokens.</param>
    /// <param name="tokenStride">Distance between them.</param>
    /// <param name="d"><paramref name="rows"/> × <paramref name="columns"/>.</param>
    /// <param name="dStride">Distance between rows of d.</param>
    /// <param name="rows">Rows of d.</param>
    /// <param name="inner">Rows of sum.</param>
    /// <param name="columns">Columns of d and sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum has no row of a token's number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddTransposedMultiply(
        ref float sum, int sumStride, ref readonly float tokens, int tokenStride, ref readonly float d, int dStride, int rows, int inner, int columns)
    {
        for (nint r = 0; r < rows; r++)
        {
            var number = Number(TokenAt(in tokens, r * tokenStride), inner);
            RowProduct.AddRow(ref Unsafe.Add(ref sum, number * sumStride), ref Unsafe.Add(ref Unsafe.AsRef(in d), r * dStride), columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float TokenAt(ref readonly float tokens, nint offset) => Unsafe.Add(ref Unsafe.AsRef(in tokens), offset);
}
