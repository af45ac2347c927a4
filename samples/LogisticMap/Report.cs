using RnnSimd.Diagnostics;
using RnnSimd.Training;
using Spectre.Console;

namespace LogisticMap;

internal static class Report
{
    public static Table Sensitivities(IEnumerable<(Sensitivity Map, string Behaviour, string Known)> rows)
    {
        var table = Create("x ← r x (1 − x): how x_t depends on x_0", "r", "behaviour", "∂x_50/∂x_0", "by the chain rule", "exponent per step", "known");
        foreach (var (map, behaviour, known) in rows)
        {
            table.AddRow($"{map.R}", behaviour, $"{map.Measured[50]:0.000e0}", $"{map.Product[50]:0.000e0}", $"{map.Exponent:0.0000}", known);
        }

        return table;
    }

    public static Table Norms(Pupil periodic, Pupil chaotic)
    {
        var table = Create("A network follows the map: norm of the gradient", "steps", "r = 3.5", "r = 3.9");
        foreach (var steps in (int[])[1, 5, 10, 15, 20, 30])
        {
            table.AddRow($"{steps}", $"{periodic.GradientNorm(steps):0.0e0}", $"{chaotic.GradientNorm(steps):0.0e0}");
        }

        return table;
    }

    public static Table Clipping(IEnumerable<(string Name, Pupil Pupil)> pupils)
    {
        var table = Create("Learning to follow the chaotic map", "", "largest gradient", "loss before", "loss after", "off the map by, one step ahead");
        foreach (var (name, pupil) in pupils)
        {
            table.AddRow(name, $"{pupil.LargestNorm:0.0e0}", $"{pupil.Lesson[0].TrainingLoss:0.0e0}", $"{pupil.Lesson[^1].TrainingLoss:0.0e0}", $"{pupil.OneStepError():0.0000}");
        }

        return table;
    }

    public static LineChart SensitivityChart(IEnumerable<Sensitivity> maps) => new()
    {
        Title = "Sensitivity, by backpropagation and by the chain rule (dashed)",
        Horizontal = new("t"),
        Vertical = new("|∂x_t/∂x_0|") { IsLogarithmic = true },
        Lines = [.. maps.SelectMany((map, i) => (ChartLine[])
        [
            new($"r = {map.R}", Points(map.Measured)) { Color = (ChartColor)i },
            new("", Points(map.Product)) { Color = ChartColor.Gray, IsDashed = true },
        ])],
    };

    public static LineChart Curves(IEnumerable<(string Name, Pupil Pupil)> pupils, string title, Func<EpochReport, double> value) => new()
    {
        Title = $"Learning to follow the chaotic map: {title}",
        Horizontal = new("epoch"),
        Vertical = new(title) { IsLogarithmic = true },
        Lines = [.. pupils.Select(pupil => new ChartLine(pupil.Name, Points([.. pupil.Pupil.Lesson.Select(value)])))],
    };

    private static (double X, double Y)[] Points(double[] values) => [.. values.Select((value, t) => ((double)t, Math.Abs(value)))];

    private static Table Create(string title, string first, params string[] others)
    {
        var table = new Table().Title(title).AddColumn(first);
        foreach (var heading in others)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        return table;
    }
}
