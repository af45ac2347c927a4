using System.Globalization;

namespace RnnSimd.Diagnostics;

/// <summary>Where the values of an axis stand between its ends, and which of them are written.</summary>
internal sealed class AxisScale
{
    private const int MostTicks = 10;

    // What a logarithmic axis leaves free beyond the smallest and the largest value, as a factor.
    private const double Margin = 1.4;

    private readonly ChartAxis _axis;
    private readonly double _low;
    private readonly double _high;

    private AxisScale(ChartAxis axis, IReadOnlyList<double> ticks, double low, double high)
    {
        (_axis, Ticks, _low, _high) = (axis, ticks, low, high);
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The scale of an axis for the values that it shows.</summary>
    public static AxisScale Of(ChartAxis axis, IEnumerable<double> values)
    {
        if (axis.Ticks.Count > 1)
        {
            return new(axis, axis.Ticks, axis.Ticks[0], axis.Ticks[^1]);
        }

        var shown = values.Where(axis.Shows).DefaultIfEmpty(1).ToArray();
        return axis.IsLogarithmic ? Logarithmic(axis, shown.Min() / Margin, shown.Max() * Margin) : Linear(axis, shown.Min(), shown.Max());
    }

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    public double Position(double value) =>
        _axis.IsLogarithmic ? Math.Log(value / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low);

    public string Label(double tick)
    {
        var isPlain = tick == 0 || Math.Abs(tick) is >= 1e-4 and < 1e7;
        return $"{tick.ToString(isPlain ? "0.######" : "0.###e0", CultureInfo.InvariantCulture)} {_axis.Unit}".TrimEnd();
    }

    // Ticks at multiples of 1, 2 or 5 times a power of ten; the ends are ticks.
    private static AxisScale Linear(ChartAxis axis, double low, double high)
    {
        if (low == high)
        {
            (low, high) = (low - 1, high + 1);
        }

        var roughly = (high - low) / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(roughly)));
        var step = power * (roughly / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        double[] ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        return new(axis, ticks, ticks[0], ticks[^1]);
    }

    // Ticks at powers of ten, or, where those are few, also at 2 and 5 times them.
    private static AxisScale Logarithmic(ChartAxis axis, double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        var every = (last - first + MostTicks - 1) / MostTicks;
        double[] factors = last - first <= 2 ? [1, 2, 5] : [1];
        var ticks = from power in Enumerable.Range(first, last - first + 1)
                    where power % every == 0
                    from factor in factors
                    let tick = factor * Math.Pow(10, power)
                    where tick >= low && tick <= high
                    select tick;
        return new(axis, [.. ticks], low, high);
    }
}
