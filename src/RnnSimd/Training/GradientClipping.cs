using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Keeps one steep place of the loss from throwing the parameters far away. Pascanu, Mikolov and Bengio, "On the difficulty of
/// training recurrent neural networks", ICML 2013. Allocates nothing.
/// </summary>
public static class GradientClipping
{
    /// <summary>Scales the whole gradient down to the given Euclidean norm if it is longer; its direction stays.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradients">The gradients of all parameters, scaled in place.</param>
    /// <param name="maxNorm">The largest norm to leave, more than 0. Infinity only measures.</param>
    /// <returns>
    /// The norm before clipping. If it is NaN or infinite, an element is (or the norm itself is beyond the range of
    /// <typeparamref name="T"/>); nothing has been changed then, and the step is best skipped.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is NaN, negative or zero.</exception>
    public static T ByNorm<T>(Span<T> gradients, T maxNorm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotPositive(maxNorm, nameof(maxNorm));
        var norm = Norm<T>(gradients);
        if (norm > maxNorm && T.IsFinite(norm))
        {
            TensorPrimitives.Multiply(gradients, maxNorm / norm, gradients);
        }

        return norm;
    }

    /// <summary>Limits every element on its own to −<paramref name="limit"/> … <paramref name="limit"/>.</summary>
    /// <remarks>An infinite gradient becomes the limit; a NaN stays one, and the optimizer will refuse it.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradients">The gradients of all parameters, limited in place.</param>
    /// <param name="limit">The largest magnitude to leave, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is NaN, negative or zero.</exception>
    public static void ByValue<T>(Span<T> gradients, T limit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotPositive(limit, nameof(limit));
        TensorPrimitives.Min(gradients, limit, gradients);
        TensorPrimitives.Max(gradients, -limit, gradients);
    }

    private static T Norm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (values.IsEmpty)
        {
            return T.Zero;
        }

        var squares = OrderedSum.OfSquares(values);
        return T.IsNormal(squares) ? T.Sqrt(squares) : ScaledNorm(values);
    }

    /// <summary>The norm where squares overflow or vanish: exploding gradients are what clipping is for.</summary>
    private static T ScaledNorm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Abs(TensorPrimitives.MaxMagnitude(values));
        if (!T.IsFinite(largest) || largest == T.Zero)
        {
            return largest;
        }

        var sum = T.Zero;
        foreach (var value in values)
        {
            var scaled = value / largest;
            sum += scaled * scaled;
        }

        return largest * T.Sqrt(sum);
    }

    private static void ThrowIfNotPositive<T>(T value, string paramName)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(value > T.Zero))
        {
            throw new ArgumentOutOfRangeException(paramName, value, $"{paramName} must be more than 0.");
        }
    }
}
