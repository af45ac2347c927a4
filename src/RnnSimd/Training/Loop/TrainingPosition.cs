namespace RnnSimd.Training;

/// <summary>Where training stands, between two windows.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="Sequences">The number of sequences of this epoch whose batches are done.</param>
/// <param name="LossSum">Their losses, added up.</param>
/// <param name="Window">The number of windows done of the batch that comes next; 0 if it has not begun.</param>
/// <param name="WindowSum">Their losses, added up.</param>
/// <param name="LargestNorm">The largest norm of a gradient in this epoch.</param>
internal readonly record struct TrainingPosition(int Epoch, int Sequences, double LossSum, int Window, double WindowSum, double LargestNorm);
