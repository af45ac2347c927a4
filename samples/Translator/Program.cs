using RnnSimd.Diagnostics;
using RnnSimd.Training;
using Spectre.Console;
using Translator;

// One network reads a string, another goes on from its state and says what it comes to.
return Sample.Run("translator", args, sample =>
{
    const int batchSize = 32, shown = 6;
    var (reversed, added) = sample.Quick ? (4, 2) : (8, 3);
    var random = new Random(sample.Seed);
    var results = new List<(Pupil Pupil, List<Exercise> Unseen, List<(double, double)> Curve)>();

    LiveProgress.Show(
        Learn("reversing", random => Exercise.Reversing(random, reversed), count: sample.Quick ? 4000 : 30_000, epochs: sample.Quick ? 3 : 5),
        Learn("adding", random => Exercise.Adding(random, added), count: sample.Quick ? 4000 : 60_000, epochs: sample.Quick ? 30 : 20));

    var table = new Table().Title("Exercises that were not among those learnt from").AddColumns("exercise", "question", "answer", "right");
    foreach (var (pupil, unseen, _) in results)
    {
        foreach (var exercise in unseen.Take(shown))
        {
            var answer = pupil.Answer(exercise.Question);
            table.AddRow(pupil.Name, exercise.Question, answer, answer == exercise.Answer ? "yes" : $"no: {exercise.Answer}");
        }

        table.AddRow(pupil.Name, $"all {unseen.Count}", "", $"{pupil.ShareOfRight(unseen):P1}").AddEmptyRow();
    }

    AnsiConsole.Write(table);
    sample.Save("translator.svg", new LineChart
    {
        Title = "Unseen exercises that are answered exactly",
        Horizontal = new("epoch"),
        Vertical = new("exact, in %"),
        Lines = [.. results.Select(result => new ChartLine(result.Pupil.Name, result.Curve))],
    });
    foreach (var (pupil, unseen, _) in results)
    {
        var share = pupil.ShareOfRight(unseen);
        sample.Check(share > 0.95, $"More than 95% of unseen exercises in {pupil.Name} are answered exactly: {share:P1}.");
    }

    Work Learn(string name, Func<Random, Exercise> draw, int count, int epochs)
    {
        var sets = Exercise.Draw(draw, random, count, 500);
        var (pupil, curve) = (new Pupil(name, sample.Seed), new List<(double, double)>());
        results.Add((pupil, sets[1], curve));
        return TrainingWork.Of(
            name,
            pupil.ToObjective(),
            Exercise.ToDataset(sets[0]),
            epochs,
            objective => new(objective, new Adam<float>(objective.ParameterCount) { LearningRate = 0.003 })
            {
                BatchSize = batchSize,
                MaxNorm = 1,
                Seed = sample.Seed,
                Schedule = new WarmUp(50, new CosineDecay(epochs * count / batchSize)),
            },
            report => curve.Add((report.Epoch, 100 * pupil.ShareOfRight(sets[1]))));
    }
});
