namespace RnnSimd.Training;

/// <summary>
/// The learning rate rises in equal parts, so that the averages of an optimizer have something to go by before its steps are long; then
/// another schedule begins, with its step 0: the factor is (step + 1) / length of that schedule's first, until step is length.
/// </summary>
/// <param name="length">The number of steps that the rise takes, 0 or more.</param>
/// <param name="then">The schedule that follows. It hears what this one is told, and its state is this one's.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
public sealed class WarmUp(long length, LearningRateSchedule then) : LearningRateSchedule
{
    private readonly long _length = Hyperparameter.NotNegative(length, nameof(length));
    private readonly LearningRateSchedule _then = then ?? throw new ArgumentNullException(nameof(then));

    /// <inheritdoc/>
    public override Span<double> State => _then.State;

    /// <inheritdoc/>
    public override void Observe(double loss) => _then.Observe(loss);

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, ("Length", _length), ("Then", _then));

    /// <inheritdoc/>
    protected override double Factor(long step) =>
        step < _length ? _then.FactorAt(0) * (step + 1) / _length : _then.FactorAt(step - _length);
}
