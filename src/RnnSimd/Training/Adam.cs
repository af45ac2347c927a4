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
/// A parameter whose gradient is always zero, such as a frozen one, never moves.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Adam<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Each block passes through eight primitives; at this length all of its buffers stay in the L1 cache.
    private const int BlockLength = 512;

    private readonly T[] _mean;
    private readonly T[] _square;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>Creates the optimizer with the paper's settings; an object initializer changes them.</summary>
    /// <param name="parameterCount">The number of parameters that it will update.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    public Adam(int parameterCount)
        : base(parameterCount, learningRate: 1e-3)
    {
        _mean = new T[parameterCount];
        _square = new T[parameterCount];
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
    protected override void Update(Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        for (var start = 0; start < parameters.Length; start += BlockLength)
        {
            var block = new Range(start, Math.Min(start + BlockLength, parameters.Length));
            UpdateBlock(parameters[block], gradients[block], _mean.AsSpan(block), _square.AsSpan(block));
        }
    }

    private void UpdateBlock(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> mean, Span<T> square)
    {
        Span<T> scratch = stackalloc T[BlockLength];
        scratch = scratch[..parameters.Length];

        TensorPrimitives.Multiply(mean, T.CreateChecked(Beta1), mean);
        TensorPrimitives.MultiplyAdd(gradients, T.CreateChecked(1 - Beta1), mean, mean);

        TensorPrimitives.Multiply(gradients, gradients, scratch);
        TensorPrimitives.Multiply(square, T.CreateChecked(Beta2), square);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateChecked(1 - Beta2), square, square);

        TensorPrimitives.Divide(square, T.CreateChecked(1 - _beta2Power), scratch);
        TensorPrimitives.Sqrt(scratch, scratch);
        TensorPrimitives.Add(scratch, T.CreateChecked(Epsilon), scratch);
        TensorPrimitives.Divide(mean, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, T.CreateChecked(-LearningRate / (1 - _beta1Power)), parameters, parameters);
    }
}
