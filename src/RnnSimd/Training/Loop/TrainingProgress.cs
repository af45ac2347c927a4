namespace RnnSimd.Training;

/// <summary>How far training has come: what is told after every batch.</summary>
/// <param name="Epoch">The number of epochs done before this one.</param>
/// <param name="Epochs">The number of epochs to be done in all.</param>
/// <param name="Batch">The number of batches done in this epoch.</param>
/// <param name="Batches">The number of batches of an epoch.</param>
/// <param name="Loss">The loss of the batch before its step, or its steps' mean.</param>
/// <param name="GradientNorm">The norm of its gradient before clipping; the largest of several steps.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Batch, int Batches, double Loss, double GradientNorm);
