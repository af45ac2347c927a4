using RnnSimd.Diagnostics;
using Spectre.Console;

namespace SineWave;

internal static class Report
{
    private const int ShownPeriods = 3;

    private static readonly int[] s_periods = [1, 5, 10, 20];

    public static Table Phases(IEnumerable<(string Name, FreeRun Run)> runs)
    {
        var table = new Table().Title("Left to itself: how late it is, in percent of a period, and its amplitude").AddColumn("");
        foreach (var periods in s_periods)
        {
            table.AddColumn(new TableColumn($"after {periods}").RightAligned());
        }

        foreach (var (name, run) in runs)
        {
            table.AddRow([name, .. s_periods.Select(periods => $"{Phase(run.PhaseAfter(periods))}, {run.AmplitudeAfter(periods):0.000}")]);
        }

        return table;

        static string Phase(double phase) => double.IsNaN(phase) ? "no wave" : $"{100 * phase:0.00}%";
    }

    /// <summary>The last of a number of periods.</summary>
    public static LineChart Waves(IEnumerable<(string Name, FreeRun Run)> runs, int periods)
    {
        return new()
        {
            Title = $"The last of {periods} periods without hearing the wave",
            Horizontal = new("period"),
            Vertical = new("x"),
            Lines =
            [
                Line("the wave", step => SineWave.Waves.At(step)) with { Color = ChartColor.Gray },
                .. runs.Select((run, i) => Line(run.Name, step => run.Run.Values[step]) with { Color = (ChartColor)i, IsDashed = i == 0 }),
            ],
        };

        ChartLine Line(string name, Func<int, double> value)
        {
            var first = (periods - ShownPeriods) * (int)SineWave.Waves.Period;
            return new(name, [.. Enumerable.Range(first, ShownPeriods * (int)SineWave.Waves.Period + 1).Select(step => (step / SineWave.Waves.Period, value(step)))]);
        }
    }
}
