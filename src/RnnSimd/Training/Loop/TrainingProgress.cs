namespace RnnSimd.Training;

/// <summary>How far training has come: what is told after every window, which is every batch unless a batch has several.</summary>
/// <param name="Epoch">The number of epochs done before this one.</param>
/// <param name="Epochs">The number of epochs to be done in all.</param>
/// <param name="Batch">The number of the batch in this epoch, from 1.</param>
/// <param name="Batches">The number of batches of an epoch.</param>
/// <param name="Window">The number of the window in this batch, from 1.</param>
/// <param name="Windows">The number of windows of this batch: <see cref="Objective{T}.WindowsOf"/>.</param>
/// <param name="Loss">The loss of the window, before its step.</param>
/// <param name="GradientNorm">The norm of its gradient before clipping.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, int Window, int Windows, double Loss, double GradientNorm);
