using LogisticMap;
using Spectre.Console;

// Follows the logistic map into chaos: what depends on what, what that does to gradients, and what clipping does about it.
return Sample.Run("logisticmap", args, sample =>
{
    const int steps = 100;
    const int stepsOfExponent = 4000;
    const int followed = 15;
    const double maximumNorm = 0.1;
    var epochs = sample.Quick ? 3000 : 15000;
    const int lessonEpochs = 200;

    var (cycle, chaos, full) = (Sensitivity.Of(3.5, steps, stepsOfExponent), Sensitivity.Of(3.9, steps, stepsOfExponent), Sensitivity.Of(4, steps, stepsOfExponent));
    var exponentOfCycle = Sensitivity.ExponentOfCycle(3.5, length: 4);

    var (periodic, chaotic) = (new Pupil(cycle.R, sample.Seed), new Pupil(chaos.R, sample.Seed));
    (string Name, Pupil Pupil)[] lessons = [];
    LiveProgress.Show(
        new Work("Map of r = 3.5", epochs, report => periodic.LearnOneStep(epochs, report)),
        new Work("Map of r = 3.9", epochs, report =>
        {
            chaotic.LearnOneStep(epochs, report);
            lessons = [("without clipping", chaotic.Clone()), ($"clipped to {maximumNorm}", chaotic.Clone())];
        }),
        new Work("Without clipping", lessonEpochs, report => lessons[0].Pupil.LearnToFollow(followed, lessonEpochs, double.PositiveInfinity, report)),
        new Work("With clipping", lessonEpochs, report => lessons[1].Pupil.LearnToFollow(followed, lessonEpochs, maximumNorm, report)));

    AnsiConsole.Write(Report.Sensitivities(
    [
        (cycle, "a cycle of 4", $"{exponentOfCycle:0.0000}, from the cycle"),
        (chaos, "chaos", ""),
        (full, "chaos", $"{Math.Log(2):0.0000}, log 2"),
    ]));
    AnsiConsole.Write(Report.Norms(periodic, chaotic));
    AnsiConsole.Write(Report.Clipping(lessons));
    sample.Save("sensitivity.svg", Report.SensitivityChart([cycle, chaos, full]));
    sample.Save("losses.svg", Report.Curves(lessons, "loss", epoch => epoch.TrainingLoss));
    sample.Save("norms.svg", Report.Curves(lessons, "norm of the gradient", epoch => epoch.GradientNorm));

    var error = Math.Max(cycle.Error, Math.Max(chaos.Error, full.Error));
    sample.Check(error < 1e-9, $"Backpropagation gives what the chain rule gives, over {steps} steps, within {error:0e0}.");
    sample.Check(Math.Abs(cycle.Exponent / exponentOfCycle - 1) < 0.02 && Math.Abs(full.Exponent / Math.Log(2) - 1) < 0.02, "The exponents are those that are known, within 2%.");
    sample.Check(chaotic.OneStepError() < 0.1, "The network has learnt the chaotic map within 0.1, one step ahead.");
    sample.Check(chaotic.GradientNorm(30) > 1000 * chaotic.GradientNorm(5), "Its gradient explodes with the steps that it follows the map for.");
    var (without, with) = (lessons[0].Pupil, lessons[1].Pupil);
    sample.Check(with.OneStepError() < 0.1 && without.OneStepError() > 3 * with.OneStepError(), "Clipping keeps what it has learnt; without, the first large gradients throw it away.");
});
