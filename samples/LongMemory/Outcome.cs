using RnnSimd.Diagnostics;
using Spectre.Console;

namespace LongMemory;

/// <summary>What a contestant has learnt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Error">Its error on unseen sequences in the end.</param>
/// <param name="Goal">What the error has to be less than.</param>
/// <param name="HasDiverged">Whether training came to an end because something was not finite.</param>
/// <param name="Curve">The error on other unseen sequences after so many steps of training.</param>
internal sealed record Outcome(string Name, double Error, double Goal, bool HasDiverged, IReadOnlyList<(double Steps, double Error)> Curve)
{
    public bool IsSolved => Error < Goal;

    public static Table ToTable(MemoryTask task, IEnumerable<Outcome> outcomes)
    {
        var table = new Table().Title(task.Title).AddColumn("cell");
        foreach (var heading in (string[])[task.Error, "without memory", "solved", "steps of training"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var outcome in outcomes)
        {
            table.AddRow(
                outcome.Name,
                outcome.Error < 1000 ? $"{outcome.Error:0.0000}" : $"{outcome.Error:0e0}",
                $"{task.Baseline:0.0000}",
                outcome.HasDiverged ? "diverged" : outcome.IsSolved ? "yes" : "no",
                $"{outcome.Curve[^1].Steps}");
        }

        return table;
    }

    public static LineChart ToChart(MemoryTask task, IReadOnlyList<Outcome> outcomes) => new()
    {
        Title = $"{task.Title}: the error while learning",
        Horizontal = new("steps of training"),
        Vertical = new($"{task.Error}, unseen sequences") { IsLogarithmic = true },
        Lines =
        [
            .. outcomes.Select((outcome, i) => new ChartLine(outcome.Name, outcome.CurveBelow(4 * task.Baseline))
            {
                Color = (ChartColor)(i % (int)ChartColor.Gray),
                HasDots = i >= (int)ChartColor.Gray, // There are more lines than colours.
            }),
            new("without memory", [(0, task.Baseline), (outcomes.Max(outcome => outcome.Curve[^1].Steps), task.Baseline)])
            {
                Color = ChartColor.Gray,
                IsDashed = true,
            },
        ],
    };

    // Some begin so far off that they would press all others together.
    private (double Steps, double Error)[] CurveBelow(double limit) =>
        [.. Curve.Select(point => point.Error < limit ? point : (point.Steps, double.NaN))];
}
