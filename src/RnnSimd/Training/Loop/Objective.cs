using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// What a <see cref="Trainer{T}"/> makes small: the loss of a batch, as a function of the parameters of one network or of several that work
/// together, and its gradient. <see cref="BackpropagationThroughTime{T}"/> is that of a single network.
/// </summary>
/// <remarks>An objective holds the working memory of one pass and serves one call at a time.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tape<T>?[] _tapes;

    /// <summary>Makes an objective.</summary>
    /// <param name="networks">The networks that are trained, one or more.</param>
    /// <exception cref="ArgumentException">There is no network, or one is there twice.</exception>
    protected Objective(params ReadOnlySpan<IRecurrentNetwork<T>> networks)
    {
        Networks = [.. networks];
        _tapes = new Tape<T>?[networks.Length];
        if (networks.IsEmpty || Networks.Distinct(ReferenceEqualityComparer.Instance).Count() < Networks.Count)
        {
            throw new ArgumentException("There must be one network or more, each of them once.", nameof(networks));
        }

        foreach (var network in Networks)
        {
            ArgumentNullException.ThrowIfNull(network, nameof(networks));
        }

        Joint = new(Networks);
    }

    /// <summary>The most threads that share a batch, 1 unless set: see <see cref="Tape{T}.Threads"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Threads
    {
        get;
        init => field = (int)Hyperparameter.AtLeastOne(value, nameof(Threads));
    } = 1;

    /// <summary>Whether tapes keep states in place of rows, for long sequences: see <see cref="Tape{T}.Checkpointing"/>. False unless set.</summary>
    public bool Checkpointing { get; init; }

    /// <summary>The networks that are trained.</summary>
    public IReadOnlyList<IRecurrentNetwork<T>> Networks { get; }

    /// <summary>The number of parameters of all networks.</summary>
    public int ParameterCount => Joint.Count;

    /// <summary>
    /// Name, shape and place of every parameter: those of the first network, then those of the next, as if they stood in one buffer. It is what
    /// <see cref="WeightDecay"/> goes by. Of several networks the names begin with the network's number, as in <c>"1/0.Wi"</c>.
    /// </summary>
    public IReadOnlyList<ParameterInfo> ParameterInfos => Joint.Infos;

    /// <summary>How much each step counts; the mean over all steps unless set, of a window if there are several.</summary>
    public StepWeighting Weighting
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Weighting));
    } = StepWeighting.Mean;

    /// <summary>The parameters of all networks.</summary>
    internal JointParameters<T> Joint { get; }

    /// <summary>The number of elements of an input.</summary>
    public abstract int InputSize { get; }

    /// <summary>The number of elements of a target.</summary>
    public abstract int TargetSize { get; }

    /// <summary>Whether targets are sequences of their own, <see cref="TargetSteps.Own"/>, and not those of the steps of the inputs.</summary>
    public virtual bool TargetsAreSequences => false;

    /// <summary>In how many windows, one after the other, the gradient of a batch is taken; each is a step of the optimizer.</summary>
    /// <param name="batch">The batch.</param>
    public virtual int WindowsOf(SequenceBatch<T> batch) => 1;

    /// <summary>
    /// Says what all randomness in the next batch has to follow from, so that a run that is resumed goes on with the same bits: what dropout drops, of
    /// each network something else. A trainer says it before every batch, another number each time; without it, what is dropped changes from batch
    /// to batch all the same.
    /// </summary>
    /// <param name="seed">The number.</param>
    public virtual void Reseed(long seed)
    {
        for (var network = 0; network < _tapes.Length; network++)
        {
            TapeOf(network).DropoutSeed = (long)SplitMix64.At((ulong)seed, network);
        }
    }

    /// <summary>The loss of a window of a batch, and its gradient. Windows are taken in order, from 0 on.</summary>
    /// <param name="batch">The batch, of one step or more.</param>
    /// <param name="window">The number of the window.</param>
    /// <param name="parameterGradients">
    /// ∂loss/∂parameters is added to it: those of the first network, then those of the next, each laid out like its <see cref="IRecurrentNetwork{T}.Parameters"/>.
    /// </param>
    /// <returns>The loss; that of the steps of the window, if there are several.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or the loss cannot be taken on a target.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    /// <exception cref="InvalidOperationException">The windows before have not been taken, or the batch takes more elements than an array holds.</exception>
    public abstract T Accumulate(SequenceBatch<T> batch, int window, Span<T> parameterGradients);

    /// <summary>
    /// What the next window of a batch goes on from beside the parameters: the states that the windows before have left, as one buffer. Empty if
    /// batches have one window.
    /// </summary>
    public virtual ReadOnlySpan<T> Carried => [];

    /// <summary>Goes on with a batch, some windows of which have been taken before, by this objective or another with the same settings.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="window">The number of windows taken: that of the one that comes next.</param>
    /// <param name="carried">What <see cref="Carried"/> was after them.</param>
    /// <exception cref="ArgumentException"><paramref name="carried"/> has another length than those windows leave.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public virtual void Resume(SequenceBatch<T> batch, int window, ReadOnlySpan<T> carried)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, WindowsOf(batch));
        SequenceCheck.Length(carried.Length, 0, nameof(carried));
    }

    /// <summary>The loss of a batch as in training, without gradients. It does not disturb windows of another batch that are being taken.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="ArgumentException">The loss cannot be taken on a target.</exception>
    /// <exception cref="InvalidOperationException">The batch takes more elements than an array holds.</exception>
    public abstract T Evaluate(SequenceBatch<T> batch);

    /// <summary>
    /// What it is, and its settings that change what is learnt. A <see cref="Trainer{T}"/> compares it when it resumes; an objective of your own that has
    /// settings overrides it.
    /// </summary>
    public override string ToString() => Settings.Text(
        this, (nameof(Networks), string.Join(' ', Networks.Select(network => network.GetType()))), (nameof(Weighting), Weighting));

    /// <summary>The tape on which passes through a network are recorded.</summary>
    /// <param name="network">The network's number, from 0.</param>
    protected Tape<T> TapeOf(int network) => _tapes[network] ??= new()
    {
        Threads = Threads,
        Checkpointing = Checkpointing,
        DropoutSeed = (long)SplitMix64.At(0, network),
    };

    /// <summary>What the loss of a whole batch is in the mean over a data set.</summary>
    internal virtual LossShare ShareOf(SequenceBatch<T> batch) =>
        Weighting.ShareOf(batch.Count, batch.TargetLengths, burnIn: 0, batch.TargetSteps, firstStep: 0, batch.TargetSteps);

    /// <summary>What the loss of a window is in it: of an objective that does not say how it cuts batches, all windows are alike.</summary>
    internal virtual LossShare ShareOf(SequenceBatch<T> batch, int window)
    {
        var (counts, factor, divisor) = ShareOf(batch);
        var windows = WindowsOf(batch);
        return Weighting.IsMean ? new(counts, factor / windows, divisor / windows) : new(counts, factor, window == 0 ? divisor : 0);
    }

    /// <summary>Checks that sequences can be learnt.</summary>
    /// <exception cref="ArgumentException">There are none, or they do not have the sizes of the networks and the loss.</exception>
    internal void ThrowIfUnfit(SequenceDataset<T> data, string paramName)
    {
        ArgumentNullException.ThrowIfNull(data, paramName);
        if (data.Count == 0 || data.InputSize != InputSize || data.TargetSize != TargetSize)
        {
            throw new ArgumentException(
                $"There must be sequences with inputs of {InputSize} elements and targets of {TargetSize}, "
                + $"but there are {data.Count} with inputs of {data.InputSize} and targets of {data.TargetSize}.",
                paramName);
        }

        if (data.TargetSteps == TargetSteps.Last && !Weighting.CountsLastOnly)
        {
            throw new ArgumentException(
                $"Only last steps have targets (TargetSteps.Last), but others count, too, by {Weighting}; with Weighting = StepWeighting.Last they do not.",
                paramName);
        }

        if (TargetsAreSequences != (data.TargetSteps == TargetSteps.Own))
        {
            throw new ArgumentException(
                TargetsAreSequences
                    ? "The targets must be sequences of their own (TargetSteps.Own)."
                    : "The targets must belong to steps of the inputs, but they are sequences of their own (TargetSteps.Own).",
                paramName);
        }
    }
}
