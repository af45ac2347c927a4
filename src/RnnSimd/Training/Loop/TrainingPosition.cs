namespace RnnSimd.Training;

/// <summary>Where training stands, between two windows.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="Sequences">The number of sequences of this epoch whose batches are done.</param>
/// <param name="Window">The number of windows done of the batch that comes next; 0 if it has not begun.</param>
/// <param name="LossSum">The losses of this epoch's windows, added up, each times its <see cref="LossShare.Factor"/>.</param>
/// <param name="LossDivisor">Their <see cref="LossShare.Divisor"/>s, added up.</param>
/// <param name="LargestNorm">The largest norm of a gradient in this epoch.</param>
/// <param name="LearningRate">The learning rate of the last step in this epoch; 0 if there was none.</param>
/// <param name="DataCount">The number of sequences of the data set that this epoch was begun on; 0 if it has not begun.</param>
internal readonly record struct TrainingPosition(
    int Epoch, int Sequences, int Window, double LossSum, double LossDivisor, double LargestNorm, double LearningRate, int DataCount);
