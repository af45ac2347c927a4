using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Trains networks: epochs of shuffled batches, gradients that are clipped, steps of an optimizer, early stopping, checkpoints. The same seed and
/// settings give the same bits, whatever the number of threads and however often training was interrupted.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Trainer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Objective<T> _objective;
    private readonly Optimizer<T> _optimizer;
    private readonly JointParameters<T> _parameters;
    private readonly SequenceBatch<T> _batch = new();
    private BestParameters<T> _best;

    // The thread that trains; 0 if none does.
    private volatile int _thread;

    /// <summary>Makes a trainer.</summary>
    /// <param name="objective">The loss that is to become small, and the networks.</param>
    /// <param name="optimizer">What moves their parameters. A schedule scales its learning rate for a step only, so one can set it between two.</param>
    /// <exception cref="ArgumentException">The optimizer was made for another number of parameters.</exception>
    public Trainer(Objective<T> objective, Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.ParameterCount != objective.ParameterCount)
        {
            throw new ArgumentException(
                $"There are {objective.ParameterCount} parameters, but the optimizer was made for {optimizer.ParameterCount}.", nameof(optimizer));
        }

        (_objective, _optimizer) = (objective, optimizer);
        _parameters = objective.Joint;
        _best = new(patience: 0, objective.ParameterCount);
        _gradients = new T[objective.ParameterCount];
        _next = new T[objective.ParameterCount];
    }

    /// <summary>The most sequences of a batch, 1 or more; 32 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = (int)Hyperparameter.AtLeastOne(value, nameof(BatchSize));
    } = 32;

    /// <summary>The largest norm of a gradient, more than 0; infinity, as it is unless set, clips nothing: see <see cref="GradientClipping.ByNorm"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN, negative or zero, also if it is so small that it is zero in <typeparamref name="T"/>.</exception>
    public double MaxNorm
    {
        get;
        init => field = Hyperparameter.Positive<T>(value, nameof(MaxNorm));
    } = double.PositiveInfinity;

    /// <summary>
    /// The largest magnitude of an element of a gradient, more than 0; infinity, as it is unless set, clips nothing: see <see cref="GradientClipping.ByValue"/>.
    /// If both limits are set, the elements are clipped after the norm.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN, negative or zero, also if it is so small that it is zero in <typeparamref name="T"/>.</exception>
    public double MaxValue
    {
        get;
        init => field = Hyperparameter.Positive<T>(value, nameof(MaxValue));
    } = double.PositiveInfinity;

    /// <summary>How the learning rate changes from step to step; not at all unless set. It hears each epoch's loss.</summary>
    public LearningRateSchedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Schedule));
    } = new ConstantRate();

    /// <summary>
    /// After how many epochs in a row that are no better than the best one training stops; the networks get the parameters of the best epoch then, and also
    /// if there are no more epochs. 0, as it is unless set: training does not stop early, and the parameters are those of the last epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Patience
    {
        get;
        init
        {
            field = (int)Hyperparameter.NotNegative(value, nameof(Patience));
            _best = new(field, _parameters.Count);
        }
    }

    /// <summary>Decides the order of the sequences and, by <see cref="Objective{T}.Reseed"/>, what dropout drops; 0 unless set.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The file that <see cref="Train"/> keeps up to date, as by <see cref="Save"/>: after every epoch, and when it is cancelled or diverges; none unless set.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many steps of the optimizer the file is brought up to date within an epoch; 0, as it is unless set, for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int CheckpointSteps
    {
        get;
        init => field = (int)Hyperparameter.NotNegative(value, nameof(CheckpointSteps));
    }

    /// <summary>The number of epochs done.</summary>
    public int Epoch => _position.Epoch;

    /// <summary>Trains until a number of epochs is done. A trainer that has some behind it, or a checkpoint, goes on from there.</summary>
    /// <param name="training">What to learn from; one sequence or more.</param>
    /// <param name="epochs">The most epochs in all, 0 or more; those before count.</param>
    /// <param name="validation">What epochs are compared on; the training data if it is left out, which takes one more pass over them with <see cref="Patience"/>.</param>
    /// <param name="onEpoch">Is called after every epoch.</param>
    /// <param name="progress">
    /// Is told of every step: of every window of every batch. It is told on the thread that trains, and may save and evaluate there;
    /// <see cref="Progress{T}"/> hands on to another thread, where it may not.
    /// </param>
    /// <param name="cancellation">Stops before the next step; the parameters are those of the last one then.</param>
    /// <returns>What was reported of each epoch that this call did.</returns>
    /// <exception cref="ArgumentException">
    /// A data set has no sequences, or does not have the sizes of the objective; or an epoch had begun, and on a data set of another size;
    /// or a sequence cannot be learnt, for example because a target is no class: the message says which. The parameters are those of the last step.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A batch takes more elements than an array holds, no step of any sequence counts, or the trainer is training already.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a parameter is not finite.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written; if its folder is missing, nothing has been done.</exception>
    public IReadOnlyList<EpochReport> Train(
        SequenceDataset<T> training, int epochs, SequenceDataset<T>? validation = null, Action<EpochReport>? onEpoch = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ThrowIfTraining();
        _objective.ThrowIfUnfit(training, nameof(training));
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (validation is not null)
        {
            _objective.ThrowIfUnfit(validation, nameof(validation));
        }

        ThrowIfBegunOnOther(training);
        ThrowIfNowhereToSave();
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            return TrainEpochs(training, epochs, validation, onEpoch, progress, cancellation);
        }
        catch (Exception e) when (e is OperationCanceledException or TrainingDivergedException)
        {
            SaveCheckpoint();
            throw;
        }
        finally
        {
            _thread = 0;
        }
    }

    // A callback may look at the trainer and save it, but not from another thread, where it would come in the middle of a step.
    private void ThrowIfTraining(bool elsewhere = false)
    {
        if (_thread != 0 && !(elsewhere && _thread == Environment.CurrentManagedThreadId))
        {
            throw new InvalidOperationException(
                "The trainer is training. A callback may save and evaluate, on the thread that it is called on; Progress<T> calls back on another.");
        }
    }

    private void ThrowIfNowhereToSave()
    {
        if (CheckpointPath is not null && Path.GetDirectoryName(Path.GetFullPath(CheckpointPath)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder} for the checkpoint {CheckpointPath}.");
        }
    }

    private void SaveCheckpoint()
    {
        if (CheckpointPath is not null)
        {
            Save(CheckpointPath);
        }
    }
}
