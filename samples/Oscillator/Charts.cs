using RnnSimd.Diagnostics;

namespace Oscillator;

internal static class Charts
{
    private const int ForecastSteps = 1500;

    /// <summary>Mass and damping on their way to the truth.</summary>
    public static LineChart Learning(PhysicalModel model)
    {
        return new()
        {
            Title = "Mass and damping, learnt from a noisy trajectory",
            Horizontal = new("epoch"),
            Vertical = new("kg and kg/s"),
            Lines =
            [
                Truth(Experiment.Mass),
                Truth(Experiment.Damping),
                new("mass", [.. model.History.Select((parameters, epoch) => ((double)epoch, parameters.Mass))]) { Color = ChartColor.Blue },
                new("damping", [.. model.History.Select((parameters, epoch) => ((double)epoch, parameters.Damping))]) { Color = ChartColor.Red },
            ],
        };

        ChartLine Truth(double value) => new("", [(0, value), (model.History.Count - 1, value)]) { Color = ChartColor.Gray, IsDashed = true };
    }

    /// <summary>The beginning of what both models say for a new force.</summary>
    public static LineChart Forecasts(Experiment experiment, PhysicalModel equation, BlackBox blackBox)
    {
        return new()
        {
            Title = "A new force: where the mass is, and where the models say",
            Horizontal = new("time in seconds"),
            Vertical = new("position"),
            Lines =
            [
                Line("truth", experiment.Positions) with { Color = ChartColor.Gray },
                Line("equation", equation.Forecast(experiment.Forces)) with { Color = ChartColor.Blue, IsDashed = true },
                Line("black box", blackBox.Forecast(experiment.Forces)) with { Color = ChartColor.Red },
            ],
        };

        static ChartLine Line(string name, double[] positions) =>
            new(name, [.. positions.Take(ForecastSteps).Select((x, step) => ((step + 1) * DampedOscillator.TimeStep, x))]);
    }
}
