using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// RMSProp: steps divided by the root of a running average of the squared gradient, so that the learning rate is about the
/// distance that each parameter moves. Tieleman and Hinton, "Lecture 6.5 - rmsprop", Neural Networks for Machine Learning, 2012.
/// </summary>
/// <remarks>
/// In each step, for each parameter p with gradient g:
/// <code>
/// v ← ρ v + (1 − ρ) g²
/// p ← p − α g / (√v + ε)
/// </code>
/// The average starts at 0 and is not corrected for it, so that the first steps are longer: the very first one α / √(1 − ρ).
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class RmsProp<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OptimizerState<T> _square;

    /// <summary>Creates the optimizer with the settings of the lecture; an object initializer changes them.</summary>
    /// <param name="parameterCount">The number of parameters that it will update.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    public RmsProp(int parameterCount)
        : base(parameterCount, learningRate: 1e-3) => _square = Remember("square");

    /// <summary>ρ, the decay of the average squared gradient: 0 or more, less than 1; 0.9 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Rho
    {
        get;
        init => field = Hyperparameter.Decay(value, nameof(Rho));
    } = 0.9;

    /// <summary>ε, which keeps the division finite: more than 0; 1e-8 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not more than 0.</exception>
    public double Epsilon
    {
        get;
        init => field = Hyperparameter.FinitePositive(value, nameof(Epsilon));
    } = 1e-8;

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, (nameof(Rho), Rho), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay));

    /// <inheritdoc/>
    protected override void Update(Range block, Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        var square = _square.Values[block];
        Span<T> scratch = stackalloc T[parameters.Length];

        TensorPrimitives.Multiply(gradients, gradients, scratch);
        TensorPrimitives.Multiply(square, T.CreateChecked(Rho), square);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateChecked(1 - Rho), square, square);

        TensorPrimitives.Sqrt(square, scratch);
        TensorPrimitives.Add(scratch, T.CreateChecked(Epsilon), scratch);
        TensorPrimitives.Divide(gradients, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateChecked(-LearningRate), parameters, parameters);
    }
}
