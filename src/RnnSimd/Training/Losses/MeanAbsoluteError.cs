using System.Numerics;

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

        // Neither comparison holds of 0 and of NaN, which stay what they are.
        return (Math.Abs(error), error > 0 ? 1 : error < 0 ? -1 : error);
    }
}
