namespace RnnSimd.Training;

/// <summary>What training tells after an epoch.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="TrainingLoss">The mean loss in the epoch, as by <see cref="Trainer{T}.Evaluate"/>, but of each window before its step.</param>
/// <param name="ValidationLoss">The loss on the validation data after the epoch; null without such data.</param>
/// <param name="GradientNorm">The largest norm of a gradient in the epoch, before clipping.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="IsBest">
/// Whether no epoch before was as good: on the validation data, or on the training data without such; there it is <paramref name="TrainingLoss"/> that is
/// compared, or the loss after the epoch if there is a <see cref="Trainer{T}.Patience"/>.
/// </param>
public sealed record EpochReport(
    int Epoch, double TrainingLoss, double? ValidationLoss, double GradientNorm, double LearningRate, bool IsBest);
