using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Adam with decoupled weight decay: p ← p − α λ p before the step of <see cref="Adam{T}"/>, which does not see the decay in its averages.
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, Algorithm 2, with α λ for its λ: the decay follows the
/// learning rate, as in PyTorch.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameterCount">The number of parameters that it will update.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
public sealed class AdamW<T>(int parameterCount) : Adam<T>(parameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected override ReadOnlySpan<T> Decay(
        Span<T> parameters, ReadOnlySpan<T> gradients, ReadOnlySpan<T> rates, Span<T> scratch)
    {
        scratch = scratch[..parameters.Length];
        TensorPrimitives.Multiply(rates, T.CreateChecked(-LearningRate), scratch);
        TensorPrimitives.MultiplyAdd(scratch, parameters, parameters, parameters);
        return gradients;
    }
}
