namespace RnnSimd.Training;

/// <summary>The learning rate stays: the factor is 1.</summary>
public sealed class ConstantRate : LearningRateSchedule
{
    /// <inheritdoc/>
    protected override double Factor(long step) => 1;
}
