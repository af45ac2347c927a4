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

    /// <summary>Whether a value has a place on it.</summary>
    internal bool Shows(double value) => double.IsFinite(value) && (value > 0 || !IsLogarithmic);
}
