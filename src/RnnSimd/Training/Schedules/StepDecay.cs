namespace RnnSimd.Training;

/// <summary>The learning rate falls in stairs: the factor is γ to the power of ⌊step / length⌋.</summary>
/// <param name="length">The number of steps from one fall to the next, 1 or more.</param>
/// <param name="decay">γ, what each fall leaves: more than 0, at most 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
public sealed class StepDecay(long length, double decay) : LearningRateSchedule
{
    private readonly long _length = Hyperparameter.AtLeastOne(length, nameof(length));
    private readonly double _decay = Hyperparameter.Share(decay, nameof(decay));

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, ("Length", _length), ("Decay", _decay));

    /// <inheritdoc/>
    protected override double Factor(long step) => Math.Pow(_decay, step / _length);
}
