namespace RnnSimd.Training;

/// <summary>A loss or a gradient is not finite. The network has the parameters of the last step before which both were.</summary>
/// <param name="epoch">The epoch, from 0.</param>
/// <param name="step">The steps that the optimizer had taken.</param>
/// <param name="loss">The loss.</param>
/// <param name="gradientNorm">The norm of the gradient.</param>
/// <param name="parameter">The name of the first parameter whose gradient is not finite; null if it is the loss alone.</param>
public sealed class TrainingDivergedException(int epoch, long step, double loss, double gradientNorm, string? parameter)
    : Exception(FormattableString.Invariant(
        $"In epoch {epoch}, after {step} steps, the loss is {loss} and the norm of the gradient {gradientNorm}")
        + (parameter is null ? "." : $"; the gradient of {parameter} is the first that is not finite."))
{
    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The steps that the optimizer had taken.</summary>
    public long Step { get; } = step;

    /// <summary>The loss.</summary>
    public double Loss { get; } = loss;

    /// <summary>The norm of the gradient.</summary>
    public double GradientNorm { get; } = gradientNorm;

    /// <summary>The name of the first parameter whose gradient is not finite; null if it is the loss alone.</summary>
    public string? Parameter { get; } = parameter;
}
