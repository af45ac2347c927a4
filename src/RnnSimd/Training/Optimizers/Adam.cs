using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Adam: steps scaled by running averages of the gradient and of its square. Kingma and Ba, "Adam: A Method for Stochastic
/// Optimization", ICLR 2015, Algorithm 1, with its bias correction.
/// </summary>
/// <remarks>
/// In step t, for each parameter p with gradient g:
/// <code>
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// p ← p − α (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
/// </code>
/// A parameter whose gradient is always zero never moves, unless it decays; a frozen one does neither.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public class Adam<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OptimizerState<T> _mean;
    private readonly OptimizerState<T> _square;
    private T _correctedRate;
    private T _squareCorrection;

    /// <summary>Creates the optimizer with the paper's settings; an object initializer changes them.</summary>
    /// <param name="parameterCount">The number of parameters that it will update.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    public Adam(int parameterCount)
        : base(parameterCount, learningRate: 1e-3)
    {
        _mean = Remember("mean");
        _square = Remember("square");
    }

    /// <summary>β₁, the decay of the average gradient: 0 or more, less than 1; 0.9 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Beta1
    {
        get;
        init => field = Hyperparameter.Decay(value, nameof(Beta1));
    } = 0.9;

    /// <summary>β₂, the decay of the average squared gradient: 0 or more, less than 1; 0.999 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Beta2
    {
        get;
        init => field = Hyperparameter.Decay(value, nameof(Beta2));
    } = 0.999;

    /// <summary>ε, which keeps the division finite: more than 0; 1e-8 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not more than 0.</exception>
    public double Epsilon
    {
        get;
        init => field = Hyperparameter.FinitePositive(value, nameof(Epsilon));
    } = 1e-8;

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(
        this, (nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon), (nameof(WeightDecay), WeightDecay));

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        _correctedRate = T.CreateChecked(-LearningRate / (1 - Math.Pow(Beta1, StepCount)));
        _squareCorrection = T.CreateChecked(1 - Math.Pow(Beta2, StepCount));
    }

    /// <inheritdoc/>
    protected override void Update(Range block, Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        var mean = _mean.Values[block];
        var square = _square.Values[block];
        Span<T> scratch = stackalloc T[parameters.Length];

        TensorPrimitives.Multiply(mean, T.CreateChecked(Beta1), mean);
        TensorPrimitives.MultiplyAdd(gradients, T.CreateChecked(1 - Beta1), mean, mean);

        TensorPrimitives.Multiply(gradients, gradients, scratch);
        TensorPrimitives.Multiply(square, T.CreateChecked(Beta2), square);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateChecked(1 - Beta2), square, square);

        TensorPrimitives.Divide(square, _squareCorrection, scratch);
        TensorPrimitives.Sqrt(scratch, scratch);
        TensorPrimitives.Add(scratch, T.CreateChecked(Epsilon), scratch);
        TensorPrimitives.Divide(mean, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, _correctedRate, parameters, parameters);
    }
}
