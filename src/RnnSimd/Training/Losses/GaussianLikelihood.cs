using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// For forecasts that say how sure they are: −log of the density that independent normal distributions give to the targets. Of a row's
/// 2 N outputs the first half are means μ, the second half logarithms s of variances; there are N targets y.
/// </summary>
/// <remarks>
/// <code>
/// loss = ½ Σ (log 2π + s + (y − μ)² e⁻ˢ)
/// ∂loss/∂μ = (μ − y) e⁻ˢ
/// ∂loss/∂s = ½ (1 − (y − μ)² e⁻ˢ)
/// </code>
/// It is a sum over the elements, so that its exponential is a density, and it may be negative. Nix and Weigend, "Estimating the mean
/// and variance of the target probability distribution", ICNN 1994. It is computed in double whatever <typeparamref name="T"/> is.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GaussianLikelihood<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly double s_log2Pi = Math.Log(2 * Math.PI);

    /// <summary>Half the number of outputs.</summary>
    /// <param name="outputSize">The number of means and of logarithms of variances together.</param>
    /// <exception cref="ArgumentException"><paramref name="outputSize"/> is odd.</exception>
    public override int TargetSizeOf(int outputSize) =>
        int.IsEvenInteger(outputSize)
            ? outputSize / 2
            : throw new ArgumentException(
                $"The outputs of a row are means and as many logarithms of variances, so their number cannot be odd, but it is {outputSize}.",
                nameof(outputSize));

    /// <inheritdoc/>
    protected override T EvaluateRow(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient)
    {
        var size = target.Length;
        var sum = 0.0;
        for (var i = 0; i < size; i++)
        {
            var logVariance = double.CreateChecked(output[size + i]);
            var error = double.CreateChecked(output[i]) - double.CreateChecked(target[i]);
            var scaled = error * Math.Exp(-logVariance);
            sum += s_log2Pi + logVariance + error * scaled;
            gradient[i] = T.CreateChecked(scaled);
            gradient[size + i] = T.CreateChecked(0.5 * (1 - error * scaled));
        }

        return T.CreateChecked(0.5 * sum);
    }
}
