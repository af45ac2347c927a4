using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnSimd.Training;

/// <summary>
/// The mean over the N elements of a row of (output − target)²; its gradient with respect to an output is 2 (output − target) / N.
/// There is no factor ½.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanSquaredError<T> : ElementwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) EvaluateElement(double output, double target)
    {
        var error = output - target;
        return (error * error, 2 * error);
    }

    private protected override bool TakesAnyTarget => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override double SumOf(in LossRows<T> rows) => SumOfElements(rows);
}
