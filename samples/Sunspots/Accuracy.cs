namespace Sunspots;

/// <summary>
/// The measure of Weigend, Huberman and Rumelhart, "Predicting the future: a connectionist approach" (1990): average relative
/// variance, the mean squared error over the variance of all numbers from 1700 to 1979. Forecasting that mean would score about 1.
/// </summary>
internal static class Accuracy
{
    public const double Variance = 1495.59;

    /// <param name="truth">The numbers.</param>
    /// <param name="forecast">The forecast for each year, made in the year before.</param>
    /// <param name="period">The years to judge.</param>
    public static double AverageRelativeVariance(YearlySeries truth, YearlySeries forecast, Period period)
    {
        var sum = 0.0;
        for (var year = period.First; year <= period.Last; year++)
        {
            var error = forecast[year] - truth[year];
            sum += error * error;
        }

        return sum / (period.Last - period.First + 1) / Variance;
    }
}

/// <summary>Consecutive years, both ends included.</summary>
internal sealed record Period(int First, int Last)
{
    /// <summary>The years that models are fitted to. Twelve years earlier there is data, but not for a model that looks twelve years back.</summary>
    public static readonly Period Training = new(1712, 1920);

    /// <summary>The years that the literature reports, and those that came after it.</summary>
    public static readonly Period[] Tests = [new(1921, 1955), new(1956, 1979), new(1980, 2008)];

    public override string ToString() => $"{First}–{Last}";
}
