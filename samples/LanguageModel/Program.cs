using LanguageModel;
using RnnSimd;
using RnnSimd.Diagnostics;
using RnnSimd.Training;
using Spectre.Console;

// Learns to guess the next character of a novel, and writes on.
return Sample.Run("language-model", args, sample =>
{
    const int window = 50;
    const string beginning = "The ";
    var (length, streams, epochs) = sample.Quick ? (120_000, 16, 6) : (int.MaxValue, 64, 24);
    var text = new Novel(Path.Combine(AppContext.BaseDirectory, "data", "moby-dick.txt"), length);
    var data = text.ToStreams(streams);

    var network = new CharacterModel(sample.Seed);
    var objective = new BackpropagationThroughTime<float>(network, new CrossEntropy<float>()) { Window = window, Threads = 2 };
    var steps = epochs * (data.LengthOf(0) + window - 1) / window;
    var curve = new List<(double, double)>();
    LiveProgress.Show(new Work("reading", epochs, report =>
    {
        // All streams are one batch; each window is a step of the optimizer, and the next goes on from its states.
        var trainer = new Trainer<float>(objective, new Adam<float>(objective.ParameterCount) { LearningRate = 0.008 })
        {
            BatchSize = data.Count,
            MaxNorm = 1,
            Schedule = new WarmUp(20, new CosineDecay(steps)),
        };
        trainer.Train(data, epochs, onEpoch: epoch =>
        {
            var perplexity = Perplexity.Of(network, text.Unseen.Span);
            curve.Add((epoch.Epoch, perplexity));
            report($"perplexity {Perplexity.Of(epoch.TrainingLoss):0.00}, unseen {perplexity:0.00}");
        });
    }));

    var learnt = Perplexity.Of(network, text.Unseen.Span);
    var markov = Enumerable.Range(0, 3).Select(order => new MarkovModel(order, text.Training.Span).Perplexity(text.Unseen.Span)).ToArray();
    var table = new Table().Title($"Perplexity of {text.Unseen.Length} unseen characters").AddColumn("model").AddColumn(new TableColumn("perplexity").RightAligned());
    table.AddRow("any character is as probable", $"{Alphabet.Size}");
    table.AddRow("frequency of characters", $"{markov[0]:0.00}");
    table.AddRow("first-order Markov", $"{markov[1]:0.00}");
    table.AddRow("second-order Markov", $"{markov[2]:0.00}");
    table.AddRow("LSTM", $"{learnt:0.00}");
    AnsiConsole.Write(table);

    foreach (var temperature in (double[])[0.5, 1])
    {
        AnsiConsole.WriteLine($"\nAt temperature {temperature}:\n{beginning}{Write(network, beginning, 300, new TokenSampler(sample.Seed) { Temperature = temperature, TopK = 20 })}");
    }

    sample.Save("language-model.svg", new LineChart
    {
        Title = "Perplexity of unseen text",
        Horizontal = new("epoch"),
        Vertical = new("perplexity"),
        Lines =
        [
            new("LSTM", curve),
            new("first-order Markov", [(1, markov[1]), (epochs, markov[1])]) { IsDashed = true },
            new("second-order Markov", [(1, markov[2]), (epochs, markov[2])]) { IsDashed = true },
        ],
    });
    var margin = sample.Quick ? 1 : 0.7;
    sample.Check(learnt < margin * markov[2], $"The network's perplexity is less than {margin} times that of the second-order Markov model: {learnt:0.00} and {markov[2]:0.00}.");
});

// Goes on with a text.
static string Write(CharacterModel network, string beginning, int length, TokenSampler sampler)
{
    var state = new float[CharacterModel.StateSize];
    var said = new float[CharacterModel.OutputSize];
    foreach (var character in beginning[..^1])
    {
        network.Step([Alphabet.TokenOf(character)], state, said);
    }

    var tokens = new int[length];
    network.Generate(Alphabet.TokenOf(beginning[^1]), state, tokens, sampler);
    return Alphabet.Decode(tokens);
}
