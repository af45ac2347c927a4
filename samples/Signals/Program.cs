using RnnSimd.Diagnostics;
using RnnSimd.Training;
using Signals;
using Spectre.Console;

// What a signal is made of, step by step: heard from its start only, and from both ends.
return Sample.Run("signals", args, sample =>
{
    var (count, epochs) = sample.Quick ? (600, 15) : (3000, 40);
    var random = new Random(sample.Seed);
    var (training, unseen) = (SignalData.Draw(count, random), SignalData.Draw(500, random));

    var oneWay = new OneWay(sample.Seed);
    var (fromStart, fromEnd, head) = (new FromStart(sample.Seed), new FromEnd(sample.Seed + 1), new Head(sample.Seed));
    var loss = new CrossEntropy<float>();
    var alone = new BackpropagationThroughTime<float>(oneWay, loss) { Threads = 2 };
    var both = new Bidirectional<float>(fromStart, fromEnd, head, loss) { Threads = 2 };

    LiveProgress.Show(
        TrainingWork.Of("from the start only", alone, training, epochs, Configure),
        TrainingWork.Of("from both ends", both, training, epochs, Configure));

    Labelling[] labellings =
    [
        Labelling.Measure("from the start only", unseen, (inputs, outputs) => oneWay.Run(inputs, new float[OneWay.StateSize], outputs)),
        Labelling.Measure("from both ends", unseen, (inputs, outputs) => both.Run(inputs, outputs)),
    ];
    int[] parameters = [alone.ParameterCount, both.ParameterCount];

    var table = new Table().Title($"Steps of {unseen.Count} unseen signals that are labelled wrongly").AddColumn("network");
    foreach (var heading in (string[])["parameters", "in all", "at the first step of a piece", "10 steps later", "20 steps later"])
    {
        table.AddColumn(new TableColumn(heading).RightAligned());
    }

    foreach (var (i, labelling) in labellings.Index())
    {
        table.AddRow(labelling.Name, $"{parameters[i]}", $"{labelling.Error:P1}", $"{labelling.ErrorAfter(0):P1}", $"{labelling.ErrorAfter(10):P1}", $"{labelling.ErrorAfter(20):P1}");
    }

    AnsiConsole.Write(table);
    sample.Save("signals.svg", new LineChart
    {
        Title = "Steps that are labelled wrongly",
        Horizontal = new("steps since the beginning of the piece"),
        Vertical = new("wrong, in %"),
        Lines = [.. labellings.Select(labelling => labelling.ToLine())],
    });

    var (forward, bidirectional) = (labellings[0].Error, labellings[1].Error);
    sample.Check(bidirectional < 0.7 * forward, $"From both ends there are fewer than 0.7 times as many errors: {bidirectional:P1} and {forward:P1}.");

    Trainer<float> Configure(Objective<float> objective) =>
        new(objective, new Adam<float>(objective.ParameterCount) { LearningRate = 0.005 })
        {
            BatchSize = 20,
            MaxNorm = 1,
            Seed = sample.Seed,
            Schedule = new CosineDecay(epochs * count / 20, final: 0.05),
        };
});
