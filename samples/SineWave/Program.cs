using SineWave;
using Spectre.Console;

// Teaches networks to say a sine one step ahead, and then lets them go on from what they have said themselves.
return Sample.Run("sinewave", args, sample =>
{
    const int periods = 20;
    const double noise = 0.03;
    var epochs = sample.Quick ? 1000 : 3000;

    var clean = new Waves(noise: 0, sample.Seed);
    var noisy = new Waves(noise, sample.Seed);
    var (taughtByNoisy, taughtByClean, linear) = (new TwoLagNetwork(sample.Seed), new TwoLagNetwork(sample.Seed), new LinearNetwork(sample.Seed));
    LiveProgress.Show(
        new Work("RNN, noisy waves", epochs, report => noisy.Teach(taughtByNoisy, epochs, learningRate: 0.02, report)),
        new Work("RNN, clean waves", epochs, report => clean.Teach(taughtByClean, epochs, learningRate: 0.02, report)),
        new Work("Linear, clean waves", epochs, report => clean.Teach(linear, epochs, learningRate: 0.1, report)));

    (string Name, FreeRun Run)[] runs =
    [
        ("RNN, noisy waves", FreeRun.Of(taughtByNoisy, periods)),
        ("RNN, clean waves", FreeRun.Of(taughtByClean, periods)),
        ("linear, clean waves", FreeRun.Of(linear, periods)),
    ];
    AnsiConsole.Write(Report.Phases(runs));
    AnsiConsole.WriteLine($"The linear network has found a = {linear.A:0.0000}, b = {linear.B:0.0000}; 2 cos ω is {2 * Math.Cos(2 * Math.PI / Waves.Period):0.0000}.");
    sample.Save("waves.svg", Report.Waves(runs, periods));

    var run = runs[0].Run;
    sample.Check(Math.Abs(run.PhaseAfter(periods)) < 0.1, $"After {periods} periods the RNN is in phase within 10% of a period.");
    sample.Check(Math.Abs(run.AmplitudeAfter(periods) - 1) < 0.1, $"Its amplitude is still within 10%.");
});
