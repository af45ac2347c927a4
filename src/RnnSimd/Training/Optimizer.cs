using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>Moves a buffer of parameters against their gradients. One optimizer serves one buffer, because it may remember earlier gradients.</summary>
/// <remarks>
/// Every element is updated by the same sequence of rounded operations, none of them fused, so the result has the same bits on
/// every machine. <see cref="Step"/> allocates nothing.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters it will update, for example <see cref="IRecurrentNetwork{T}.ParameterCount"/>.</param>
    /// <param name="learningRate">The initial <see cref="LearningRate"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="parameterCount"/> is negative, or <paramref name="learningRate"/> is negative or not finite.
    /// </exception>
    protected Optimizer(int parameterCount, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ParameterCount = parameterCount;
        LearningRate = learningRate;
    }

    /// <summary>The number of parameters that it updates.</summary>
    public int ParameterCount { get; }

    /// <summary>The step size: finite, 0 or more. It can be changed between steps, which is all that a schedule does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Hyperparameter.FiniteNotNegative(value, nameof(LearningRate));
    }

    /// <summary>Updates the parameters once.</summary>
    /// <param name="parameters"><see cref="ParameterCount"/> elements, updated in place.</param>
    /// <param name="gradients">∂loss/∂parameters, laid out like <paramref name="parameters"/>; all finite.</param>
    /// <exception cref="ArgumentException">
    /// A span does not have <see cref="ParameterCount"/> elements, or a gradient is NaN or infinite. Neither the parameters nor the
    /// optimizer have changed then. To skip such a step instead, look at the norm that <see cref="GradientClipping.ByNorm"/> returns.
    /// </exception>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        ThrowIfWrongLength(parameters.Length, nameof(parameters));
        ThrowIfWrongLength(gradients.Length, nameof(gradients));
        ThrowIfNotFinite(gradients);
        Update(parameters, gradients);
    }

    /// <summary>Updates the parameters once; both spans have been checked.</summary>
    /// <param name="parameters"><see cref="ParameterCount"/> elements, to be updated in place.</param>
    /// <param name="gradients">As many finite gradients.</param>
    protected abstract void Update(Span<T> parameters, ReadOnlySpan<T> gradients);

    private void ThrowIfWrongLength(int length, string paramName)
    {
        if (length != ParameterCount)
        {
            throw new ArgumentException($"The optimizer was made for {ParameterCount} parameters, but the span has {length} elements.", paramName);
        }
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<T> gradients)
    {
        // The largest magnitude is NaN if any element is, so that one pass finds out.
        if (gradients.IsEmpty || T.IsFinite(TensorPrimitives.MaxMagnitude(gradients)))
        {
            return;
        }

        var index = 0;
        while (T.IsFinite(gradients[index]))
        {
            index++;
        }

        throw new ArgumentException($"All gradients must be finite, but element {index} is {gradients[index]}.", nameof(gradients));
    }
}
