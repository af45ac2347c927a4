namespace RnnSimd.Diagnostics;

/// <summary>The colours of charts: each is readable on light and on dark pages.</summary>
public enum ChartColor
{
    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Brown.</summary>
    Brown,

    /// <summary>Pink.</summary>
    Pink,

    /// <summary>Gray.</summary>
    Gray,
}

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Stands at its right end; empty for none.</param>
/// <param name="Points">From left to right. The line has a gap where a point cannot be drawn: it is not finite, or on a logarithmic axis not above 0.</param>
public sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>
    /// Whether each <c>Y</c> is the logarithm to base 10 of what is drawn, which may then be beyond <see cref="double"/>: a logarithmic axis shows it still.
    /// </summary>
    public bool HasLogarithms { get; init; }

    /// <summary>Its colour; unless set, the first line is blue, the second red, and so on.</summary>
    public ChartColor? Color { get; init; }

    /// <summary>Whether it is dashed, as what has been computed beside what has been measured.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Whether each point has a dot.</summary>
    public bool HasDots { get; init; }
}

/// <summary>A part of the horizontal axis; every other one has a tinted background.</summary>
/// <param name="Caption">Stands at its top.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
public sealed record ChartBand(string Caption, double From, double To);
