namespace RnnSimd.Training;

/// <summary>
/// The learning rate falls along half a cosine: the factor is f + (1 − f) (1 + cos(π step / length)) / 2, and f from then on. Loshchilov and
/// Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5, without restarts.
/// </summary>
/// <param name="length">The number of steps that the fall takes, 1 or more.</param>
/// <param name="final">f, the factor in the end: 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
public sealed class CosineDecay(long length, double final = 0) : LearningRateSchedule
{
    private readonly long _length = Hyperparameter.AtLeastOne(length, nameof(length));
    private readonly double _final = Hyperparameter.Fraction(final, nameof(final));

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, ("Length", _length), ("Final", _final));

    /// <inheritdoc/>
    protected override double Factor(long step) =>
        step >= _length ? _final : _final + (1 - _final) * (1 + Math.Cos(Math.PI * step / _length)) / 2;
}
