using System.Globalization;

namespace RnnSimd.Diagnostics;

/// <summary>A value that is written at an axis.</summary>
/// <param name="Place">Its <see cref="ChartAxis.PlaceOf"/>.</param>
/// <param name="Text">How it is written, without its unit.</param>
internal readonly record struct AxisTick(double Place, string Text);

/// <summary>
/// Where the places of an axis stand between its ends, and which of them have ticks. Places are what is drawn at equal distances: values, or the logarithms
/// of them. All is counted in steps, so that no difference of two places is beyond the range of <see cref="double"/>.
/// </summary>
internal sealed class AxisScale
{
    private const int MostTicks = 10;

    // What a logarithmic axis leaves free beyond the smallest and the largest value, as a factor.
    private const double Margin = 1.4;

    // A smaller part of the larger value is rounding, and still smaller differences have too few digits left to divide them into steps.
    private const double SmallestPart = 1e-12;
    private const double SmallestDifference = 1e-300;

    // Points may lie beyond ends that are given; where they are far outside the picture, it no longer counts how far.
    private const double FarOutside = 1000;

    private readonly double _step;
    private readonly double _first;
    private readonly double _last;

    private AxisScale(IEnumerable<AxisTick> ticks, double step, double first, double last)
    {
        (Ticks, _step, _first, _last) = ([.. ticks], step, first, last);
    }

    public IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>The scale of an axis for the places that it shows.</summary>
    public static AxisScale Of(ChartAxis axis, IEnumerable<double> places)
    {
        AxisTick[] given = [.. axis.Ticks.Select(tick => new AxisTick(axis.PlaceOf(tick), Text(tick))).Where(tick => axis.Shows(tick.Place))];
        if (given.Length > 1 && !IsNarrow(given[0].Place, given[^1].Place))
        {
            var step = given[^1].Place / MostTicks - given[0].Place / MostTicks;
            return new(given, step, given[0].Place / step, given[^1].Place / step);
        }

        var shown = places.DefaultIfEmpty(axis.PlaceOf(1)).ToArray();
        return axis.IsLogarithmic
            ? Logarithmic(shown.Min() - Math.Log10(Margin), shown.Max() + Math.Log10(Margin))
            : Linear(shown.Min(), shown.Max());
    }

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    public double Position(double place) => Math.Clamp((place / _step - _first) / (_last - _first), -FarOutside, FarOutside);

    // Ticks at multiples of 1, 2 or 5 times a power of ten; the ends are ticks.
    private static AxisScale Linear(double low, double high)
    {
        if (IsNarrow(low, high))
        {
            var largest = Math.Max(Math.Abs(low), Math.Abs(high));
            var around = largest < SmallestDifference ? 1 : largest / 5;
            (low, high) = (Math.Max(low - around, double.MinValue), Math.Min(high + around, double.MaxValue));
        }

        var roughly = high / MostTicks - low / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(roughly)));
        var step = power * (roughly / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };

        // Near the largest double the tick at an end may be beyond it; the axis ends there all the same.
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).Where(double.IsFinite);
        return new(ticks.Select(tick => new AxisTick(tick, Text(tick))), step, first, last);
    }

    // Ticks at powers of ten, or, where those are few, also at 2 and 5 times them.
    private static AxisScale Logarithmic(double low, double high)
    {
        var (first, last) = (Math.Floor(low), Math.Ceiling(high));
        var every = Math.Ceiling((last - first) / MostTicks);
        int[] factors = last - first <= 2 ? [1, 2, 5] : [1];
        var ticks = from i in Enumerable.Range(0, (int)((last - first) / every) + 1)
                    let power = (Math.Ceiling(first / every) + i) * every
                    from factor in factors
                    let place = power + Math.Log10(factor)
                    where place >= low && place <= high
                    select new AxisTick(place, Text(factor, power));
        return new(ticks, step: 1, low, high);
    }

    private static bool IsNarrow(double low, double high) =>
        high - low < Math.Max(SmallestDifference, SmallestPart * Math.Max(Math.Abs(low), Math.Abs(high)));

    private static string Text(double value)
    {
        var isPlain = value == 0 || Math.Abs(value) is >= 1e-4 and < 1e7;
        return value.ToString(isPlain ? "0.######" : "0.###e0", CultureInfo.InvariantCulture);
    }

    // What is beyond double, too.
    private static string Text(int factor, double power) =>
        Math.Abs(power) < 10 ? Text(factor * Math.Pow(10, power)) : string.Create(CultureInfo.InvariantCulture, $"{factor}e{power:0}");
}
