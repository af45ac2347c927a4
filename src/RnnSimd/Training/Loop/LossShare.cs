namespace RnnSimd.Training;

/// <summary>
/// What the loss of a window is in the mean over a data set: that is the sum of all losses, each times <paramref name="Factor"/>, over the sum of all
/// <paramref name="Divisor"/>s. It is that of the steps, or of the streams, whatever batches and windows they have been cut into.
/// </summary>
/// <param name="Counts">Whether any step of the window does.</param>
/// <param name="Factor">What the loss counts.</param>
/// <param name="Divisor">What all losses are to be divided by.</param>
internal readonly record struct LossShare(bool Counts, double Factor, double Divisor);
