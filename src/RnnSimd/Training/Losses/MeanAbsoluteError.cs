using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnSimd.Training;

/// <summary>
/// The mean over the N elements of a row of |output − target|; its gradient with respect to an output is sign(output − target) / N,
/// 0 where both are equal. It makes the network say the median, where the mean squared error makes it say the mean.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanAbsoluteError<T> : ElementwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) EvaluateElement(double output, double target)
    {
        var error = output - target;
        var size = Math.Abs(error);

        // Neither 0 nor NaN is more than 0: they stay what they are.
        return (size, size > 0 ? Math.CopySign(1, error) : error);
    }

    private protected override bool TakesAnyTarget => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override double SumOf(in LossRows<T> rows) => SumOfElements(rows);
}
