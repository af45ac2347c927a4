namespace RnnSimd.Training;

// Steps of the optimizer. The networks' parameters change only after all that led to the change has turned out to be finite.
public sealed partial class Trainer<T>
{
    private readonly T[] _gradients;
    private readonly T[] _next;
    private readonly CarriedState<T> _carried = new();
    private int[] _order = [];
    private TrainingPosition _position;

    // Whether there is a state to go back to: a new trainer, or one that resumes, has none yet.
    private bool _hasGood;

    // Made when all settings are known.
    private LastGoodState<T> Good => field ??= new(_parameters, _optimizer, Schedule, _best);

    private void TrainEpoch(SequenceDataset<T> data, int epochs, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _position = _position with { DataCount = data.Count };
        SequenceOrder.Shuffle(Memory.Sized(ref _order, data.Count), Seed, Epoch);
        var batches = (data.Count - 1) / BatchSize + 1;
        while (_position.Sequences < data.Count)
        {
            var batch = _position.Sequences / BatchSize + 1;
            var windows = BeginBatch(data);
            for (var window = _position.Window + 1; window <= windows; window++)
            {
                cancellation.ThrowIfCancellationRequested();
                var before = _optimizer.StepCount;
                var (loss, norm) = TrainWindow(data, windows);
                progress?.Report(new(Epoch, epochs, batch, batches, window, windows, loss, norm));
                var isStep = _optimizer.StepCount > before;
                if (CheckpointSteps > 0 && isStep && _optimizer.StepCount % CheckpointSteps == 0 && _position.Sequences < data.Count)
                {
                    SaveCheckpoint();
                }
            }
        }
    }

    /// <summary>Takes the sequences that come next, some of whose windows may have been taken before training was interrupted.</summary>
    /// <returns>The number of their windows.</returns>
    private int BeginBatch(SequenceDataset<T> data)
    {
        _batch.Fill(data, _order.AsSpan(_position.Sequences, Math.Min(BatchSize, data.Count - _position.Sequences)));
        _objective.Reseed((long)SplitMix64.At(SplitMix64.At(unchecked((ulong)Seed), Epoch), _position.Sequences));
        var windows = _objective.WindowsOf(_batch);
        if (windows <= _position.Window)
        {
            throw new InvalidOperationException(
                $"Of this batch {_position.Window} windows are done, but the objective says that it has {windows}: the data are others than at its start, or there is nothing to learn.");
        }

        if (_position.Window > 0)
        {
            _objective.Resume(_batch, _position.Window, _carried.Elements);
        }

        return windows;
    }

    /// <summary>A step, and one window further.</summary>
    private (double Loss, double Norm) TrainWindow(SequenceDataset<T> data, int windows)
    {
        Array.Clear(_gradients);
        var loss = double.CreateChecked(Accumulate(data));
        var norm = double.CreateChecked(GradientClipping.ByNorm<T>(_gradients, T.CreateSaturating(MaxNorm)));
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw Diverged(loss, norm, _parameters.FirstNotFinite(_gradients) is { } parameter ? $"the gradient of {parameter}" : null);
        }

        // Where no step of a window counts, there is nothing to learn, and no step of the optimizer.
        var share = _objective.ShareOf(_batch, _position.Window);
        if (share.Counts)
        {
            GradientClipping.ByValue<T>(_gradients, T.CreateSaturating(MaxValue));
            Step(loss, norm);
        }

        Advance(windows, loss, norm, share);
        return (loss, norm);
    }

    private T Accumulate(SequenceDataset<T> data)
    {
        try
        {
            return _objective.Accumulate(_batch, _position.Window, _gradients);
        }
        catch (ArgumentException fault)
        {
            ThrowIfFaulty(data, _order.AsSpan(_position.Sequences, _batch.Count), fault);
            throw;
        }
    }

    private void Step(double loss, double norm)
    {
        Good.Keep(_position, _carried);
        _parameters.CopyTo(_next);
        var rate = _optimizer.LearningRate;
        var stepRate = rate * Schedule.FactorAt(_optimizer.StepCount);
        try
        {
            _optimizer.LearningRate = stepRate;
            _optimizer.Step(_next, _gradients);
        }
        finally
        {
            _optimizer.LearningRate = rate;
        }

        if (_parameters.FirstNotFinite(_next) is { } parameter)
        {
            throw Diverged(loss, norm, $"{parameter} after the step");
        }

        _parameters.CopyFrom(_next);
        _position = _position with { LearningRate = stepRate };
    }

    private void Advance(int windows, double loss, double norm, LossShare share)
    {
        var isLast = _position.Window + 1 == windows;
        _position = _position with
        {
            Sequences = _position.Sequences + (isLast ? _batch.Count : 0),
            Window = isLast ? 0 : _position.Window + 1,
            LossSum = _position.LossSum + loss * share.Factor,
            LossDivisor = _position.LossDivisor + share.Divisor,
            LargestNorm = Math.Max(_position.LargestNorm, norm),
        };
        _carried.Set(isLast ? [] : _objective.Carried);
    }

    private TrainingDivergedException Diverged(double loss, double norm, string? what)
    {
        var (epoch, step) = (Epoch, _optimizer.StepCount);
        _position = Good.Restore(_carried);
        return new(epoch, step, loss, norm, what);
    }

    private void ThrowIfBegunOnOther(SequenceDataset<T> training)
    {
        if (_position is not { Sequences: 0, Window: 0 } && _position.DataCount != training.Count)
        {
            throw new ArgumentException(
                $"Epoch {Epoch + 1} was begun on {_position.DataCount} sequences and cannot be ended on {training.Count}.", nameof(training));
        }
    }
}
