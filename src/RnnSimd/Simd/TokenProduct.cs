using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnSimd.Simd;

/// <summary>
/// Products of a matrix and the one-hot vectors of tokens, for generated code. A token is a whole number from 0; the element of that number is 1
/// and all others are 0, so the product is one row of the weights, and nothing is summed up. With finite weights the bits are
/// those of <see cref="MatrixProduct"/> on the vectors themselves (but for the sign of a zero that starts as −0).
/// </summary>
/// <remarks>
/// As there, only what is said is read and written. What stands at a token's place may be any number: one that picks no row of the
/// weights is refused before it is used.
/// </remarks>
[EveryWidth(Double = true)]
public static partial class TokenProduct
{
    /// <summary>Which row of the weights a token picks.</summary>
    /// <param name="token">The token.</param>
    /// <param name="inner">The number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Number(float token, int inner)
    {
        var number = (int)token;
        if ((uint)number >= (uint)inner)
        {
            ThrowNoRow(token, inner);
        }

        return number;
    }

    /// <summary>z[n] = w[token, n].</summary>
    /// <param name="z">Receives <paramref name="columns"/> elements.</param>
    /// <param name="token">The token.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of w and elements of z.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(ref float z, float token, ref readonly float w, int wStride, int inner, int columns)
    {
        // A sum that starts at 0 and not a copy: it turns −0 to 0, as that of the whole product does.
        MemoryMarshal.CreateSpan(ref z, columns).Clear();
        AddMultiply(ref z, token, in w, wStride, inner, columns);
    }

    /// <summary>z[n] = bias[n] + w[token, n].</summary>
    /// <param name="z">Receives <paramref name="columns"/> elements.</param>
    /// <param name="token">The token.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="bias">Where the sums start, <paramref name="columns"/> elements.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of w and elements of z.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyBias(
        ref float z, float token, ref readonly float w, int wStride, ref readonly float bias, int inner, int columns)
    {
        MemoryMarshal.CreateReadOnlySpan(in bias, columns).CopyTo(MemoryMarshal.CreateSpan(ref z, columns));
        AddMultiply(ref z, token, in w, wStride, inner, columns);
    }

    /// <summary>z[n] += w[token, n].</summary>
    /// <param name="z">Added to, <paramref name="columns"/> elements.</param>
    /// <param name="token">The token.</param>
    /// <param name="w"><paramref name="inner"/> × <paramref name="columns"/>.</param>
    /// <param name="wStride">Distance between rows of w.</param>
    /// <param name="inner">Rows of w.</param>
    /// <param name="columns">Columns of w and elements of z.</param>
    /// <exception cref="ArgumentOutOfRangeException">w has no row of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddMultiply(ref float z, float token, ref readonly float w, int wStride, int inner, int columns) =>
        RowProduct.AddRow(ref z, ref Unsafe.Add(ref Unsafe.AsRef(in w), Number(token, inner) * wStride), columns);

    private static void ThrowNoRow(double token, int inner) =>
        throw new ArgumentOutOfRangeException(nameof(token), token, $"A token must be a whole number from 0 to {inner - 1}.");
}
