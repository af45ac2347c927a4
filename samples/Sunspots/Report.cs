using System.Globalization;
using RnnSimd.Diagnostics;
using Spectre.Console;

namespace Sunspots;

/// <summary>What the sample shows: a table of errors and a chart.</summary>
internal static class Report
{
    private const int FirstYearOfChart = 1880;

    /// <summary>The average relative variance of each forecast, on the years of training and on each test.</summary>
    public static Table Errors(YearlySeries truth, IEnumerable<(string Name, YearlySeries Forecast)> forecasts)
    {
        var table = new Table().Title("Average relative variance of one-year forecasts").AddColumn("");
        Period[] periods = [Period.Training, .. Period.Tests];
        foreach (var period in periods)
        {
            table.AddColumn(new TableColumn(period == Period.Training ? $"{period} (fit)" : period.ToString()).RightAligned());
        }

        foreach (var (name, forecast) in forecasts)
        {
            table.AddRow([name, .. periods.Select(period => Number(Accuracy.AverageRelativeVariance(truth, forecast, period)))]);
        }

        table.AddEmptyRow();
        table.AddRow("Network of Weigend et al. (1990), as published", "", "0.086", "0.35", "");
        return table;

        static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
    }

    /// <summary>Draws truth and forecasts.</summary>
    public static LineChart Chart(YearlySeries truth, IReadOnlyList<(string Name, YearlySeries Forecast)> networks)
    {
        return new LineChart
        {
            Title = "Sunspots: each year forecast from the years before it",
            Horizontal = new("Year"),
            Vertical = new("Yearly mean sunspot number"),
            Bands =
            [
                Band("used for training", Period.Training),
                .. Period.Tests.Select(test => Band($"test {test}", test)),
            ],
            Lines =
            [
                Line("Observed", truth) with { Color = ChartColor.Gray },
                .. networks.Select(network => Line($"Forecast, {network.Name}", network.Forecast)),
            ],
        };

        static ChartBand Band(string caption, Period years) => new(caption, years.First - 0.5, years.Last + 0.5);

        static ChartLine Line(string name, YearlySeries series)
        {
            var first = Math.Max(FirstYearOfChart, series.FirstYear);
            return new(name, [.. Enumerable.Range(first, series.LastYear - first + 1).Select(year => ((double)year, series[year]))]);
        }
    }
}
