namespace RnnSimd.Diagnostics;

/// <summary>The slope of a loss by central differences.</summary>
/// <param name="Value">The slope.</param>
/// <param name="Rounding">How far the rounding of the loss may have moved it.</param>
internal readonly record struct Slope(double Value, double Rounding);

/// <summary>Slopes of a loss along one element after the other, as exact as a tolerance asks for.</summary>
internal sealed class CentralDifference(WeightedLoss loss, double tolerance)
{
    // The loss is a sum of results of the network, each a little more than one rounding away from what it should be.
    private const double RoundingOfLoss = 64 * (1.0 / (1L << 53));

    // From where rounding and curvature are both far below any tolerance, to where rounding is not. Powers of two: steps without rounding.
    private static readonly double[] Steps = [1.0 / (1 << 10), 1.0 / (1 << 13), 1.0 / (1 << 17), 1.0 / (1 << 20)];

    /// <summary>The tolerance.</summary>
    public double Tolerance => tolerance;

    /// <summary>The slope along an element of what the loss depends on; null where it has none to be seen.</summary>
    public Slope? Along(double[] values, int index)
    {
        var value = values[index];
        var unit = Math.ScaleB(1, Math.Max(0, Math.ILogB(value)));
        try
        {
            foreach (var step in Steps)
            {
                if (Along(ref values[index], value, step * unit) is { } slope)
                {
                    return slope;
                }
            }

            return null;
        }
        finally
        {
            values[index] = value;
        }
    }

    private Slope? Along(ref double element, double value, double h)
    {
        var (slope, bend) = Differences(ref element, value, h);
        var (shorterSlope, shorterBend) = Differences(ref element, value, h / 2);

        // Of a smooth loss both slopes are equal but for a term of order h², and the bend shrinks with h; at a kink it does not.
        var doubt = Math.Abs(slope - shorterSlope) + Math.Abs(bend - 2 * shorterBend);
        var extrapolated = (4 * shorterSlope - slope) / 3;
        var rounding = RoundingOfLoss * loss.Magnitude / h;
        return doubt <= Math.Max(rounding, tolerance * Math.Abs(extrapolated)) ? new(extrapolated, rounding) : null;
    }

    // The slope across the value, and how much the slope after it exceeds the slope before it.
    private (double Slope, double Bend) Differences(ref double element, double value, double h)
    {
        element = value + h;
        var after = loss.Evaluate() - loss.Value;
        element = value - h;
        var before = loss.Value - loss.Evaluate();
        return ((after + before) / (2 * h), (after - before) / h);
    }
}
