using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// The loss of a network on a batch and its gradient, by backpropagation through time: over whole sequences, or truncated.
/// Williams and Peng, "An Efficient Gradient-Based Algorithm for On-Line Training of Recurrent Network Trajectories", Neural Computation 2, 1990.
/// </summary>
/// <remarks>
/// Truncated, a sequence is cut into windows of <see cref="Window"/> steps (k₁), whose losses are taken one after the other while the state is carried
/// on; the gradient of a window's loss flows back through the window and the steps before it, <see cref="Depth"/> (k₂) in all. With a window as
/// long as the sequence it is backpropagation in full. All windows of a batch have the same masks of dropout. Sequences start with an empty memory. Once
/// the largest batch has been seen, nothing is allocated.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="network">The network.</param>
/// <param name="loss">The loss.</param>
public sealed class BackpropagationThroughTime<T>(IRecurrentNetwork<T> network, Loss<T> loss) : Objective<T>(network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StateHistory<T> _history = new();
    private readonly int _window;
    private readonly int _depth;
    private T[] _outputs = [];
    private T[] _outputGradients = [];
    private T[] _weights = [];
    private T[] _state = [];
    private T[] _evaluationState = [];
    private T[] _stateGradients = [];
    private int[] _lengths = [];
    private int _stateLength;
    private long? _dropoutSeed;

    /// <summary>The network.</summary>
    public IRecurrentNetwork<T> Network { get; } = network;

    /// <summary>The loss.</summary>
    public Loss<T> Loss { get; } = loss ?? throw new ArgumentNullException(nameof(loss));

    /// <summary>How many steps at the start of a sequence do not count, while the state forgets where it began: 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int BurnIn
    {
        get;
        init => field = (int)Hyperparameter.NotNegative(value, nameof(BurnIn));
    }

    /// <summary>k₁, the steps of a window; 0, as it is unless set, stands for the whole sequence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Window
    {
        get => _window;
        init => _window = (int)Hyperparameter.NotNegative(value, nameof(Window));
    }

    /// <summary>k₂, the steps that the gradient of a window flows back through: a multiple of <see cref="Window"/>, and the window itself unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Depth
    {
        get => _depth == 0 ? _window : _depth;
        init => _depth = (int)Hyperparameter.NotNegative(value, nameof(Depth));
    }

    /// <inheritdoc/>
    public override int InputSize => Network.InputSize;

    /// <inheritdoc/>
    public override int TargetSize => Loss.TargetSizeOf(Network.OutputSize);

    /// <summary>The states after the last window, <c>[batch, StateSize]</c>.</summary>
    public ReadOnlySpan<T> State => _state.AsSpan(0, _stateLength);

    /// <inheritdoc/>
    public override ReadOnlySpan<T> Carried => _history.Kept;

    /// <inheritdoc/>
    public override int WindowsOf(SequenceBatch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _window == 0 ? Math.Min(batch.Steps, 1) : (batch.Steps + _window - 1) / _window;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// The windows before have not been taken, the depth is no multiple of the window, or the batch takes more elements than an array holds.
    /// </exception>
    public override T Accumulate(SequenceBatch<T> batch, int window, Span<T> parameterGradients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, WindowsOf(batch));
        var reach = Reach();

        // What gradients flow back through before the window is run again, from the states that it had.
        var origin = Math.Max(0, window - reach + 1);
        var (first, start) = (origin * _window, window * _window);
        var part = new BatchPart<T>(batch, first, _window == 0 ? batch.Steps : Math.Min(start + _window, batch.Steps));
        var state = StateBefore(window, origin, reach, batch.Count);
        var outputs = Memory.Sized(ref _outputs, (long)part.Rows * Network.OutputSize);
        var outputGradients = Memory.Sized(ref _outputGradients, outputs.Length);
        var tape = TapeOf(0);
        // Each Forward takes the next seed, but the windows of a batch are one sequence.
        tape.DropoutSeed = _dropoutSeed = window == 0 ? tape.DropoutSeed : _dropoutSeed;
        Network.Forward(part.Inputs(InputSize), state, outputs, batch.Count, part.Lengths(ref _lengths), tape);

        var weights = Memory.Sized(ref _weights, part.Rows);
        var before = (start - first) * batch.Count;
        weights[..before].Clear();
        Weighting.FillWindow(weights[before..], batch.Count, batch.Lengths, BurnIn, batch.Steps, start);
        var sum = Loss.Evaluate(outputs, part.Targets(TargetSize), weights, outputGradients);

        var stateGradients = Memory.Sized(ref _stateGradients, state.Length);
        stateGradients.Clear();
        Network.Backward(tape, outputGradients, stateGradients, parameterGradients, inputGradients: []);
        _history.Push(state);
        return sum;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The depth is no multiple of the window.</exception>
    public override void Resume(SequenceBatch<T> batch, int window, ReadOnlySpan<T> carried)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, WindowsOf(batch));
        var (reach, length) = (Reach(), batch.Count * Network.StateSize);
        SequenceCheck.Length(carried.Length, reach * length, nameof(carried));
        _history.Begin(reach, length);
        _history.Resume(window, carried);
        _dropoutSeed = TapeOf(0).DropoutSeed;
    }

    /// <inheritdoc/>
    public override T Evaluate(SequenceBatch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var part = new BatchPart<T>(batch, 0, batch.Steps);
        var state = Memory.Zeros(ref _evaluationState, (long)batch.Count * Network.StateSize);
        var outputs = Memory.Sized(ref _outputs, (long)part.Rows * Network.OutputSize);
        Network.Run(part.Inputs(InputSize), state, outputs, batch.Count, part.Lengths(ref _lengths));
        var weights = Memory.Sized(ref _weights, part.Rows);
        Weighting.Fill(weights, batch.Count, batch.Lengths, BurnIn);
        return Loss.Evaluate(outputs, part.Targets(TargetSize), weights, outputGradients: []);
    }

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(
        this, (nameof(Network), Network.GetType()), (nameof(Loss), Loss), (nameof(Weighting), Weighting),
        (nameof(Window), Window), (nameof(Depth), Depth), (nameof(BurnIn), BurnIn));

    internal override LossShare ShareOf(SequenceBatch<T> batch) => ShareOf(batch, firstStep: 0, batch.Steps);

    internal override LossShare ShareOf(SequenceBatch<T> batch, int window) =>
        ShareOf(batch, window * _window, _window == 0 ? batch.Steps : Math.Min((window + 1) * _window, batch.Steps));

    private LossShare ShareOf(SequenceBatch<T> batch, int firstStep, int endStep) =>
        Weighting.ShareOf(batch.Count, batch.Lengths, BurnIn, batch.Steps, firstStep, endStep);

    /// <summary>The states before the window where gradients end.</summary>
    private Span<T> StateBefore(int window, int origin, int reach, int batch)
    {
        var state = Memory.Sized(ref _state, (long)batch * Network.StateSize);
        _stateLength = state.Length;
        if (window == 0)
        {
            _history.Begin(reach, state.Length);
        }

        _history.ThrowIfNotNext(window);
        _history[origin].CopyTo(state);
        return state;
    }

    /// <summary>The windows that a gradient flows through.</summary>
    private int Reach()
    {
        if (_window == 0 ? _depth != 0 : Depth % _window != 0)
        {
            throw new InvalidOperationException($"The depth must be a multiple of the window, but it is {_depth} steps, and the window {_window}.");
        }

        return _window == 0 ? 1 : Depth / _window;
    }
}
