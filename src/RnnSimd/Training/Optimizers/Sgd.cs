using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Gradient descent, with momentum if wanted: v ← μ v + g, p ← p − α v. Polyak, "Some methods of speeding up the convergence of
/// iteration methods", 1964 (the heavy ball), in the form in which the learning rate multiplies the velocity.
/// </summary>
/// <remarks>
/// With <see cref="Nesterov"/>, p ← p − α (g + μ v) with the new v: the gradient is meant to be taken where the velocity will have carried
/// the parameters. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983, in the form of
/// Bengio, Boulanger-Lewandowski and Pascanu, "Advances in optimizing recurrent networks", ICASSP 2013, which keeps the parameters that
/// the gradient was taken at.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameterCount">The number of parameters that it will update.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
public sealed class Sgd<T>(int parameterCount) : Optimizer<T>(parameterCount, learningRate: 1e-2)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OptimizerState<T>? _velocity;

    /// <summary>μ, the share of the velocity that is kept from step to step: 0 or more, less than 1; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Momentum
    {
        get;
        init
        {
            field = Hyperparameter.Decay(value, nameof(Momentum));
            _velocity = value > 0 ? Remember("velocity") : null;
        }
    }

    /// <summary>Whether the step looks ahead along the velocity; false unless set. Without momentum it makes no difference.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, (nameof(Momentum), Momentum), (nameof(Nesterov), Nesterov), (nameof(WeightDecay), WeightDecay));

    /// <inheritdoc/>
    protected override void Update(Range block, Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        var rate = T.CreateChecked(-LearningRate);
        if (_velocity is null)
        {
            TensorPrimitives.MultiplyAdd(gradients, rate, parameters, parameters);
            return;
        }

        var velocity = _velocity.Values[block];
        var momentum = T.CreateChecked(Momentum);
        TensorPrimitives.MultiplyAdd(velocity, momentum, gradients, velocity);
        if (!Nesterov)
        {
            TensorPrimitives.MultiplyAdd(velocity, rate, parameters, parameters);
            return;
        }

        Span<T> ahead = stackalloc T[parameters.Length];
        TensorPrimitives.MultiplyAdd(velocity, momentum, gradients, ahead);
        TensorPrimitives.MultiplyAdd(ahead, rate, parameters, parameters);
    }
}
