using System.Globalization;
using RnnSimd.Diagnostics;
using Spectre.Console;

namespace Sunspots;

/// <summary>What the sample shows: progress, a table of errors, a chart.</summary>
internal static class Report
{
    private const int FirstYearOfChart = 1880;

    /// <summary>Plain text of a fixed width where nobody looks on: in a file or a pipe.</summary>
    public static void AdaptToOutput()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = 120;
        }
    }

    /// <summary>Runs work that reports losses, behind one progress bar per name, or a few lines where a bar cannot move.</summary>
    public static void WithProgress(IReadOnlyList<string> names, int epochs, Action<string, Action<float>> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Ansi)
        {
            foreach (var name in names)
            {
                work(name, LineWriter(name, epochs));
            }

            return;
        }

        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                foreach (var (name, bar) in names.Select(name => (name, context.AddTask(name, maxValue: epochs))).ToArray())
                {
                    work(name, loss =>
                    {
                        bar.Description = Loss(name, loss);
                        bar.Increment(1);
                    });
                }
            });
    }

    /// <summary>Prints the average relative variance of each forecast, on the years of training and on each test.</summary>
    public static void PrintErrors(YearlySeries truth, IEnumerable<(string Name, YearlySeries Forecast)> forecasts)
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
        AnsiConsole.Write(table);

        static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
    }

    /// <summary>Draws truth and forecasts as SVG.</summary>
    public static string Chart(YearlySeries truth, IReadOnlyList<(string Name, YearlySeries Forecast)> networks)
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
        }.ToSvg();

        static ChartBand Band(string caption, Period years) => new(caption, years.First - 0.5, years.Last + 0.5);

        static ChartLine Line(string name, YearlySeries series)
        {
            var first = Math.Max(FirstYearOfChart, series.FirstYear);
            return new(name, [.. Enumerable.Range(first, series.LastYear - first + 1).Select(year => ((double)year, series[year]))]);
        }
    }

    private static Action<float> LineWriter(string name, int epochs)
    {
        var epoch = 0;
        var every = Math.Max(1, epochs / 5);
        return loss =>
        {
            if (++epoch % every == 0)
            {
                AnsiConsole.WriteLine($"{Loss(name, loss)} after epoch {epoch} of {epochs}");
            }
        };
    }

    private static string Loss(string name, float loss) => string.Create(CultureInfo.InvariantCulture, $"{name}, training loss {loss:0.000}");
}
