using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnSimd.Training;

/// <summary>
/// The mean over the N elements of a row of ½ e² where the error e = output − target is at most δ, else of δ (|e| − ½ δ): quadratic for
/// small errors, linear for outliers. Its gradient with respect to an output is e / N, with e kept in [−δ, δ]. Huber, "Robust
/// estimation of a location parameter", Annals of Mathematical Statistics 35 (1964).
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="delta">δ, the error at which the loss becomes linear: finite, more than 0.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is out of range.</exception>
public sealed class Huber<T>(double delta = 1) : ElementwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>δ, the error at which the loss becomes linear.</summary>
    public double Delta { get; } = Hyperparameter.FinitePositive(delta, nameof(delta));

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(this, (nameof(Delta), Delta));

    /// <inheritdoc/>
    protected override (double Loss, double Slope) EvaluateElement(double output, double target)
    {
        var error = output - target;
        var size = Math.Abs(error);
        return (size <= Delta ? 0.5 * error * error : Delta * (size - 0.5 * Delta), Math.Clamp(error, -Delta, Delta));
    }

    private protected override bool TakesAnyTarget => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override double SumOf(in LossRows<T> rows) => SumOfElements(rows);
}
