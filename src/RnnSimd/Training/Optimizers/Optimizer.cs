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
    // Each block passes through several primitives; at this length all of its buffers stay in the L1 cache.
    private const int BlockLength = 512;

    private readonly List<OptimizerState<T>> _state = [];
    private readonly T[] _decayRates = [];

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

    /// <summary>Which parameters are drawn towards 0, and how fast; none unless set.</summary>
    /// <exception cref="ArgumentException">One of them does not lie among the optimizer's <see cref="ParameterCount"/> parameters.</exception>
    public WeightDecay? WeightDecay
    {
        get;
        init
        {
            field = value;
            _decayRates = value is { Rate: > 0 } ? value.RatesOf<T>(ParameterCount) : [];
        }
    }

    /// <summary>The number of steps taken. To restore an optimizer, set it, and copy into <see cref="State"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long StepCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(StepCount));
            field = value;
        }
    }

    /// <summary>
    /// All that it remembers beside <see cref="StepCount"/>: an optimizer of the same settings that has both, goes on with the same bits.
    /// </summary>
    public IReadOnlyList<OptimizerState<T>> State => _state;

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
        StepCount++;
        BeginStep();
        Span<T> scratch = stackalloc T[BlockLength];
        for (var start = 0; start < parameters.Length; start += BlockLength)
        {
            var block = new Range(start, Math.Min(start + BlockLength, parameters.Length));
            var decayed = _decayRates.Length == 0 ? gradients[block]
                : Decay(parameters[block], gradients[block], _decayRates.AsSpan(block), scratch);
            Update(block, parameters[block], decayed);
        }
    }

    /// <summary>
    /// What it is, and all its settings but <see cref="LearningRate"/>. A <see cref="Trainer{T}"/> compares it when it resumes; an optimizer of your own that
    /// has settings overrides it.
    /// </summary>
    public override string ToString() => Settings.Text(this, (nameof(WeightDecay), WeightDecay));

    /// <summary>Computes what is the same for all blocks of a step; <see cref="StepCount"/> counts the step already.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Updates a block of parameters; each step calls it for all blocks in turn.</summary>
    /// <param name="block">Where in the buffer the block stands; at most 512 elements.</param>
    /// <param name="parameters">The parameters of the block, to be updated in place.</param>
    /// <param name="gradients">Their gradients, all finite, with weight decay.</param>
    protected abstract void Update(Range block, Span<T> parameters, ReadOnlySpan<T> gradients);

    /// <summary>Makes room to remember a number for each parameter, 0 at first; to be called when the optimizer is created.</summary>
    /// <param name="name">The name that the state is to have.</param>
    protected OptimizerState<T> Remember(string name)
    {
        var state = new OptimizerState<T>(name, ParameterCount);
        _state.Add(state);
        return state;
    }

    /// <summary>Lets a block of parameters decay: here by what is added to the gradients.</summary>
    private protected virtual ReadOnlySpan<T> Decay(Span<T> parameters, ReadOnlySpan<T> gradients, ReadOnlySpan<T> rates, Span<T> scratch)
    {
        scratch = scratch[..parameters.Length];
        TensorPrimitives.MultiplyAdd(rates, parameters, gradients, scratch);
        return scratch;
    }

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
