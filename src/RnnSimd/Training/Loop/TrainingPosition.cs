namespace RnnSimd.Training;

/// <summary>Where training stands, between two batches.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="Sequences">The number of sequences that this epoch has taken.</param>
/// <param name="LossSum">Their losses, added up.</param>
/// <param name="LargestNorm">The largest norm of a gradient in this epoch.</param>
internal readonly record struct TrainingPosition(int Epoch, int Sequences, double LossSum, double LargestNorm);
