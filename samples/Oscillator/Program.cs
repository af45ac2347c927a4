using Oscillator;
using Spectre.Console;

// Finds the mass and the damping of an oscillator from a noisy trajectory, and forecasts what it does under a force that was never seen.
return Sample.Run("oscillator", args, sample =>
{
    const double noise = 0.05;
    var steps = sample.Quick ? 2000 : 8000;
    var (epochs, blackBoxEpochs) = (300, sample.Quick ? 300 : 3000);

    var seen = Experiment.Run(steps, 3 * sample.Seed).WithNoise(noise, 3 * sample.Seed + 1);
    var unseen = Experiment.Run(steps, 3 * sample.Seed + 2);
    var strong = unseen.Scaled(3);

    var equation = new PhysicalModel();
    var blackBox = new BlackBox(seen, sample.Seed);
    LiveProgress.Show(
        new Work("Equation", epochs, report => equation.Train(seen, epochs, loss => report($"loss {loss:0.00000}, mass {equation.Mass:0.000}, damping {equation.Damping:0.000}"))),
        new Work("Black box", blackBoxEpochs, report => blackBox.Train(blackBoxEpochs, loss => report($"loss {loss:0.00000}"))));

    var (equationError, blackBoxError) = (unseen.ErrorOf(equation.Forecast), unseen.ErrorOf(blackBox.Forecast));
    AnsiConsole.Write(new Table().Title($"Learnt from {steps * DampedOscillator.TimeStep:0} seconds, measured with {100 * noise:0}% of noise")
        .AddColumn("")
        .AddColumns([.. ((string[])["mass", "damping", "error, new force", "error, three times as strong"]).Select(heading => new TableColumn(heading).RightAligned())])
        .AddRow("truth", $"{Experiment.Mass:0.0000}", $"{Experiment.Damping:0.0000}")
        .AddRow("equation", $"{equation.Mass:0.0000}", $"{equation.Damping:0.0000}", $"{100 * equationError:0.00}%", $"{100 * strong.ErrorOf(equation.Forecast):0.00}%")
        .AddRow("black box (LSTM)", "", "", $"{100 * blackBoxError:0.00}%", $"{100 * strong.ErrorOf(blackBox.Forecast):0.00}%"));
    sample.Save("learning.svg", Charts.Learning(equation));
    sample.Save("forecasts.svg", Charts.Forecasts(unseen, equation, blackBox));

    sample.Check(Math.Abs(equation.Mass / Experiment.Mass - 1) < 0.01, "The mass is within 1%.");
    sample.Check(Math.Abs(equation.Damping / Experiment.Damping - 1) < 0.01, "The damping is within 1%.");
    sample.Check(equationError < 0.01, "The equation forecasts a new force within 1%.");
    sample.Check(blackBoxError > 5 * equationError, "The black box, which has more to find out, is off by more than five times as much.");
});
