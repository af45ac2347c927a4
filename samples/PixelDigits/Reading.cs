using RnnSimd.Diagnostics;
using Spectre.Console;

namespace PixelDigits;

/// <summary>How a network has learnt to read.</summary>
/// <param name="Name">The name of the network.</param>
/// <param name="Progress">The part of some unseen digits that it read rightly when it had learnt from so many.</param>
/// <param name="Exam">What it took other unseen digits for in the end.</param>
internal sealed record Reading(string Name, IReadOnlyList<(double Learnt, double Accuracy)> Progress, Confusion Exam)
{
    public static Table ToTable(IEnumerable<Reading> readings)
    {
        var table = new Table().AddColumn("network");
        foreach (var heading in (string[])["unseen digits read rightly", "most often", "learnt from"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var reading in readings)
        {
            table.AddRow(reading.Name, $"{reading.Exam.Accuracy:0.0%}", reading.Exam.CommonestMistake, $"{reading.Progress[^1].Learnt} digits");
        }

        return table;
    }

    public static LineChart ToChart(int pixels, IEnumerable<Reading> readings) => new()
    {
        Title = $"Reading digits, one of {pixels} pixels at a time",
        Horizontal = new("digits learnt from"),
        Vertical = new("% of unseen digits read rightly") { Ticks = [0, 20, 40, 60, 80, 100] },
        Lines = [.. readings.Select(reading => new ChartLine(reading.Name, [.. reading.Progress.Select(point => (point.Learnt, 100 * point.Accuracy))]))],
    };
}
