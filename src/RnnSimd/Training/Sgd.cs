using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Gradient descent, with momentum if wanted: v ← μ v + g, p ← p − α v. Polyak, "Some methods of speeding up the convergence of
/// iteration methods", 1964 (the heavy ball), in the form in which the learning rate multiplies the velocity.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameterCount">The number of parameters that it will update.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
public sealed class Sgd<T>(int parameterCount) : Optimizer<T>(parameterCount, learningRate: 1e-2)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _velocity = [];

    /// <summary>μ, the share of the velocity that is kept from step to step: 0 or more, less than 1; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Momentum
    {
        get;
        init
        {
            field = Hyperparameter.Decay(value, nameof(Momentum));
            _velocity = value > 0 ? new T[ParameterCount] : [];
        }
    }

    /// <inheritdoc/>
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        var rate = T.CreateChecked(-LearningRate);
        if (Momentum == 0)
        {
            TensorPrimitives.MultiplyAdd(gradients, rate, parameters, parameters);
            return;
        }

        TensorPrimitives.MultiplyAdd(_velocity, T.CreateChecked(Momentum), gradients, _velocity);
        TensorPrimitives.MultiplyAdd(_velocity, rate, parameters, parameters);
    }
}
