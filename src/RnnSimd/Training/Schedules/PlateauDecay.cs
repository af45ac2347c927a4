namespace RnnSimd.Training;

/// <summary>
/// The learning rate falls where training gets no further: the factor starts at 1 and is multiplied by γ whenever the loss that
/// <see cref="Observe"/> is told has not improved on the best one for more than a number of times in a row.
/// </summary>
/// <param name="patience">How many losses in a row may be no better before the next one makes the rate fall: 0 or more.</param>
/// <param name="decay">γ, what each fall leaves: more than 0, at most 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
public sealed class PlateauDecay(int patience = 10, double decay = 0.1) : LearningRateSchedule
{
    private readonly long _patience = Hyperparameter.NotNegative(patience, nameof(patience));
    private readonly double _decay = Hyperparameter.Share(decay, nameof(decay));
    private readonly double[] _state = [1, double.PositiveInfinity, 0];

    /// <summary>By how much a loss has to be below the best one to be better: finite, 0 or more; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double MinimumGain
    {
        get;
        init => field = Hyperparameter.FiniteNotNegative(value, nameof(MinimumGain));
    }

    /// <summary>The factor below which it does not fall: 0 to 1; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double MinimumFactor
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(MinimumFactor));
    }

    /// <summary>The factor, the best loss so far, and how many came after it that are no better, since the last fall.</summary>
    public override Span<double> State => _state;

    private ref double Current => ref _state[0];

    private ref double Best => ref _state[1];

    private ref double Waited => ref _state[2];

    /// <inheritdoc/>
    public override void Observe(double loss)
    {
        // NaN is never better.
        if (loss < Best - MinimumGain)
        {
            (Best, Waited) = (loss, 0);
        }
        else if (++Waited > _patience)
        {
            (Current, Waited) = (Math.Max(Current * _decay, MinimumFactor), 0);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(
        this, ("Patience", _patience), ("Decay", _decay), (nameof(MinimumGain), MinimumGain), (nameof(MinimumFactor), MinimumFactor));

    /// <inheritdoc/>
    protected override double Factor(long step) => Current;
}
