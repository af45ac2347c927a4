using System.Numerics;
using RnnSimd.Training;

namespace Samples;

/// <summary>Training as a piece of work, which says after each batch how far it has come.</summary>
internal static class TrainingWork
{
    /// <summary>Trains for a number of epochs.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="objective">The loss and the networks.</param>
    /// <param name="data">What they learn from.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="configure">Makes the trainer.</param>
    /// <param name="onEpoch">Is called after every epoch.</param>
    public static Work Of<T>(
        string name, Objective<T> objective, SequenceDataset<T> data, int epochs, Func<Objective<T>, Trainer<T>> configure, Action<EpochReport>? onEpoch = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trainer = configure(objective);
        var batches = (data.Count + trainer.BatchSize - 1) / trainer.BatchSize;
        return new(name, epochs * batches, report =>
            trainer.Train(data, epochs, onEpoch: onEpoch, progress: new Reporter(progress => report($"loss {progress.Loss:0.0000}"))));
    }

    // Progress<T> would report on another thread, later.
    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
