namespace RnnSimd.Training;

// Steps of the optimizer. The networks' parameters change only after all that led to the change has turned out to be finite.
public sealed partial class Trainer<T>
{
    private readonly T[] _gradients;
    private readonly T[] _next;
    private readonly LastGoodState<T> _good;
    private int[] _order = [];
    private TrainingPosition _position;

    private void TrainEpoch(SequenceDataset<T> data, int epochs, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (_order.Length != data.Count)
        {
            _order = new int[data.Count];
        }

        SequenceOrder.Shuffle(_order, Seed, Epoch);
        var batches = (data.Count - 1) / BatchSize + 1;
        while (_position.Sequences < data.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            _batch.Fill(data, _order.AsSpan(_position.Sequences, Math.Min(BatchSize, data.Count - _position.Sequences)));
            _objective.Reseed((long)SplitMix64.At(SplitMix64.At(unchecked((ulong)Seed), Epoch), _position.Sequences));
            var (loss, norm) = TrainBatch();
            _position = _position with
            {
                Sequences = _position.Sequences + _batch.Count,
                LossSum = _position.LossSum + loss * _batch.Count,
                LargestNorm = Math.Max(_position.LargestNorm, norm),
            };
            var done = (_position.Sequences - 1) / BatchSize + 1;
            progress?.Report(new(Epoch, epochs, done, batches, loss, norm));
            if (CheckpointBatches > 0 && done % CheckpointBatches == 0 && done < batches)
            {
                SaveCheckpoint();
            }
        }
    }

    /// <summary>A step for each window of the batch.</summary>
    private (double Loss, double Norm) TrainBatch()
    {
        var windows = _objective.WindowsOf(_batch);
        var (sum, largestNorm) = (0.0, 0.0);
        for (var window = 0; window < windows; window++)
        {
            Array.Clear(_gradients);
            var loss = double.CreateChecked(_objective.Accumulate(_batch, window, _gradients));
            var norm = double.CreateChecked(GradientClipping.ByNorm<T>(_gradients, T.CreateSaturating(MaxNorm)));
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
            {
                throw Diverged(loss, norm, _parameters.FirstNotFinite(_gradients) is { } parameter ? $"the gradient of {parameter}" : null);
            }

            // Where no step of a window counts, there is nothing to learn, and no step of the optimizer.
            if (norm > 0)
            {
                GradientClipping.ByValue<T>(_gradients, T.CreateSaturating(MaxValue));
                Step(loss, norm);
            }

            (sum, largestNorm) = (sum + loss, Math.Max(largestNorm, norm));
        }

        return (_objective.LossOf(sum, windows), largestNorm);
    }

    private void Step(double loss, double norm)
    {
        _good.Keep(_position);
        _parameters.CopyTo(_next);
        _optimizer.LearningRate = _rate * Schedule.FactorAt(_optimizer.StepCount);
        _optimizer.Step(_next, _gradients);
        if (_parameters.FirstNotFinite(_next) is { } parameter)
        {
            throw Diverged(loss, norm, $"{parameter} after the step");
        }

        _parameters.CopyFrom(_next);
    }

    private TrainingDivergedException Diverged(double loss, double norm, string? what)
    {
        var (epoch, step) = (Epoch, _optimizer.StepCount);
        _position = _good.Restore();
        return new(epoch, step, loss, norm, what);
    }

    private void ThrowIfBegunOnOther(SequenceDataset<T> training)
    {
        if (_position.Sequences > 0 && _order.Length != training.Count)
        {
            throw new ArgumentException(
                $"Epoch {Epoch} was begun on {_order.Length} sequences and cannot be ended on {training.Count}.", nameof(training));
        }
    }
}
