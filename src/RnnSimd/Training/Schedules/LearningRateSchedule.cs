namespace RnnSimd.Training;

/// <summary>
/// How the learning rate changes while training goes on: a factor for every step, to be multiplied with the initial rate.
/// </summary>
/// <example>
/// Rising over the first 100 steps, then falling to zero along a cosine over 900 more:
/// <code>
/// LearningRateSchedule schedule = new WarmUp(100, new CosineDecay(900));
/// …
/// adam.LearningRate = 0.01 * schedule.FactorAt(adam.StepCount);
/// adam.Step(network.Parameters, parameterGradients);
/// </code>
/// </example>
/// <remarks>Steps are whatever the caller counts, from 0 on: steps of the optimizer, or epochs.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The factor of a step. It depends on the step alone, and on what <see cref="Observe"/> has been told.</summary>
    /// <param name="step">The number of steps before it, 0 or more.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public double FactorAt(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Factor(step);
    }

    /// <summary>Tells the schedule how well training goes, for example after each epoch. Most schedules do not listen.</summary>
    /// <param name="loss">The loss on data that is not trained on; less is better.</param>
    public virtual void Observe(double loss)
    {
    }

    /// <summary>What it has kept of all it was told; empty if it does not listen. To restore a schedule, copy into it.</summary>
    public virtual Span<double> State => [];

    /// <summary>What it is, and its settings. A <see cref="Trainer{T}"/> compares it when it resumes; a schedule of your own that has settings overrides it.</summary>
    public override string ToString() => Settings.Text(this);

    /// <summary>The factor of a step; the step has been checked.</summary>
    /// <param name="step">The number of steps before it, 0 or more.</param>
    protected abstract double Factor(long step);
}
