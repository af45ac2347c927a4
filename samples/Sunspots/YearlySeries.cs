using System.Globalization;

namespace Sunspots;

/// <summary>One number for each of consecutive years.</summary>
internal sealed class YearlySeries(int firstYear, double[] values)
{
    public int FirstYear => firstYear;

    public int LastYear => firstYear + values.Length - 1;

    public int Count => values.Length;

    public double this[int year] => values[year - firstYear];

    /// <summary>The numbers from one year to another, both included.</summary>
    public ReadOnlySpan<double> Between(int first, int last) => values.AsSpan(first - firstYear, last - first + 1);

    public YearlySeries Select(Func<double, double> function) => new(firstYear, Array.ConvertAll(values, value => function(value)));

    /// <summary>The same numbers, each for a later year.</summary>
    public YearlySeries Shifted(int years) => new(firstYear + years, values);

    /// <summary>Reads lines of <c>year,number</c> below one line of headings.</summary>
    /// <exception cref="InvalidDataException">A line is something else, a year is missing, or a number is negative.</exception>
    public static YearlySeries Read(TextReader reader)
    {
        _ = reader.ReadLine() ?? throw new InvalidDataException("The file is empty.");
        var firstYear = 0;
        var values = new List<double>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(',') is not [var yearText, var valueText]
                || !int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || !double.TryParse(valueText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || !double.IsFinite(value))
            {
                throw new InvalidDataException($"Line {values.Count + 2} is not a year and a number of 0 or more: \"{line}\".");
            }

            if (values.Count == 0)
            {
                firstYear = year;
            }
            else if (year != firstYear + values.Count)
            {
                throw new InvalidDataException($"Line {values.Count + 2} is for the year {year}, but {firstYear + values.Count} comes next.");
            }

            values.Add(value);
        }

        return values.Count > 0 ? new YearlySeries(firstYear, [.. values]) : throw new InvalidDataException("The file has no years.");
    }
}
