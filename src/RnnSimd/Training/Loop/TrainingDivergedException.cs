namespace RnnSimd.Training;

/// <summary>
/// A loss, a gradient or a parameter is not finite. Networks, optimizer and trainer are what they were before the last step: with the last
/// parameters whose loss was finite. After <see cref="Trainer{T}.Resume"/> and before the first step, that is the checkpoint itself.
/// </summary>
/// <param name="epoch">The number of epochs done before this one.</param>
/// <param name="step">The steps that the optimizer had taken.</param>
/// <param name="loss">The loss.</param>
/// <param name="gradientNorm">The norm of the gradient.</param>
/// <param name="cause">What is the first that is not finite beside the loss of the window; null if it is that alone.</param>
public sealed class TrainingDivergedException(int epoch, long step, double loss, double gradientNorm, string? cause)
    : Exception(FormattableString.Invariant(
        $"In epoch {epoch + 1}, after {step} steps, the loss is {loss} and the norm of the gradient {gradientNorm}")
        + (cause is null ? "." : $"; the first that is not finite is {cause}."))
{
    /// <summary>The number of epochs done before this one.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The steps that the optimizer had taken.</summary>
    public long Step { get; } = step;

    /// <summary>The loss.</summary>
    public double Loss { get; } = loss;

    /// <summary>The norm of the gradient.</summary>
    public double GradientNorm { get; } = gradientNorm;

    /// <summary>What is the first that is not finite, as in "the gradient of 0.Wi", "0.Wi after the step" or "the loss on the validation data"; null if it is the loss of a window alone.</summary>
    public string? Cause { get; } = cause;
}
