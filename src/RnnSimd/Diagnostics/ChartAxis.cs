namespace RnnSimd.Diagnostics;

/// <summary>An axis of a <see cref="LineChart"/>.</summary>
/// <param name="Title">What it shows.</param>
public sealed record ChartAxis(string Title)
{
    /// <summary>Whether equal factors, not equal differences, are equally far apart.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>What values are counted in; stands behind each.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The values that are written at the axis, ascending; the first and the last are its ends. Unless set, they are chosen for the data.</summary>
    public IReadOnlyList<double> Ticks { get; init; } = [];

    // No gradient gets there; farther out a double does not tell one power of ten from the next.
    private const double LargestLogarithm = 1e12;

    /// <summary>What of a value is drawn at equal distances: the value, or its logarithm to base 10, −∞ if there is none.</summary>
    internal double PlaceOf(double value) => IsLogarithmic ? Math.Log10(Math.Max(0, value)) : value;

    /// <summary>The place of a value that is given as its logarithm to base 10.</summary>
    internal double PlaceOfLogarithm(double logarithm) => IsLogarithmic ? logarithm : Math.Pow(10, logarithm);

    /// <summary>Whether it has a place.</summary>
    internal bool Shows(double place) => Math.Abs(place) <= (IsLogarithmic ? LargestLogarithm : double.MaxValue);
}
