namespace RnnSimd.Training;

// Epochs, and which was the best of them.
public sealed partial class Trainer<T>
{
    // The parameters of the last epoch, while the networks have those of the best.
    private T[]? _last;

    private List<EpochReport> TrainEpochs(
        SequenceDataset<T> training, int epochs, SequenceDataset<T>? validation, Action<EpochReport>? onEpoch, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        LeaveBest();
        if (!_hasGood)
        {
            // Nothing is known of the time before; from here on each step keeps what was before it, for later calls, too.
            Good.Keep(_position, _carried);
            _hasGood = true;
        }

        var reports = new List<EpochReport>();
        while (Epoch < epochs && !_best.IsLongAgo)
        {
            TrainEpoch(training, epochs, progress, cancellation);
            var report = EndEpoch(training, validation);
            reports.Add(report);
            onEpoch?.Invoke(report);
            SaveCheckpoint();
        }

        GoToBest();
        return reports;
    }

    private EpochReport EndEpoch(SequenceDataset<T> training, SequenceDataset<T>? validation)
    {
        if (_position.LossDivisor == 0)
        {
            _position = new() { Epoch = Epoch };
            throw new InvalidOperationException($"There is nothing to learn: no step of any sequence counts by {_objective}.");
        }

        var trainingLoss = _position.LossSum / _position.LossDivisor;
        double? validationLoss = validation is null ? null : Evaluate(validation);

        // The losses of an epoch's batches are those of before their steps; parameters to go back to are worth the loss that they have now.
        var loss = validationLoss ?? (Patience > 0 ? Evaluate(training) : trainingLoss);
        if (!double.IsFinite(loss))
        {
            throw Diverged(loss, _position.LargestNorm, validation is null ? "the loss after the epoch" : "the loss on the validation data");
        }

        var isBest = _best.Offer(loss, _parameters);
        var report = new EpochReport(Epoch + 1, trainingLoss, validationLoss, _position.LargestNorm, _position.LearningRate, isBest);
        Schedule.Observe(loss);
        _position = new() { Epoch = Epoch + 1 };
        return report;
    }

    /// <summary>Gives the networks the best parameters, and keeps the last ones: training goes on from those.</summary>
    private void GoToBest()
    {
        if (_best.HasParameters)
        {
            _last ??= new T[_parameters.Count];
            _parameters.CopyTo(_last);
            _parameters.CopyFrom(_best.Parameters);
        }
    }

    /// <summary>Gives the networks the last parameters again, unless somebody has given them others.</summary>
    private void LeaveBest()
    {
        _parameters.CopyFrom(LastParameters());
        _last = null;
    }

    /// <summary>Those that training goes on from.</summary>
    private ReadOnlySpan<T> LastParameters()
    {
        _parameters.CopyTo(_next);
        return _last is not null && _next.AsSpan().SequenceEqual(_best.Parameters) ? _last : _next;
    }
}
