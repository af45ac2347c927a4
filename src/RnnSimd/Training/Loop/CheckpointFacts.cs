using System.Globalization;

namespace RnnSimd.Training;

/// <summary>What a checkpoint holds beside tensors: the settings that it depends on, and how far training has come.</summary>
internal sealed record CheckpointFacts
{
    /// <summary>The objective and its settings.</summary>
    public required string Objective { get; init; }

    /// <summary>The optimizer and its settings.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The optimizer's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The schedule and its settings.</summary>
    public required string Schedule { get; init; }

    /// <summary>The largest norm of a gradient.</summary>
    public required double MaxNorm { get; init; }

    /// <summary>The largest magnitude of an element of a gradient.</summary>
    public required double MaxValue { get; init; }

    /// <summary>The seed of the order of sequences.</summary>
    public required int Seed { get; init; }

    /// <summary>The most sequences of a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The epochs that training waits for a better one.</summary>
    public required int Patience { get; init; }

    /// <summary>The steps that the optimizer has taken.</summary>
    public required long StepCount { get; init; }

    /// <summary>Where training stands.</summary>
    public required TrainingPosition Position { get; init; }

    /// <summary>The loss of the best epoch.</summary>
    public required double BestLoss { get; init; }

    /// <summary>The epochs since.</summary>
    public required int Waited { get; init; }

    /// <summary>What the schedule has kept.</summary>
    public required double[] ScheduleState { get; init; }

    /// <summary>The number of elements of what the objective goes on from; 0 between two batches.</summary>
    public required int Carried { get; init; }

    /// <summary>Reads what <see cref="ToMetadata"/> wrote.</summary>
    /// <exception cref="InvalidDataException">An entry is missing or is no number.</exception>
    public static CheckpointFacts FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        return new()
        {
            Objective = Text("objective"),
            Optimizer = Text("optimizer"),
            LearningRate = Real("learning_rate"),
            Schedule = Text("schedule"),
            MaxNorm = Real("max_norm"),
            MaxValue = Real("max_value"),
            Seed = Integer("seed"),
            BatchSize = Integer("batch_size"),
            Patience = Integer("patience"),
            StepCount = Number<long>("optimizer_steps", Text("optimizer_steps")),
            Position = new(
                Integer("epoch"), Integer("epoch_sequences"), Integer("batch_windows"), Real("epoch_loss"), Real("epoch_divisor"), Real("epoch_norm"),
                Real("epoch_rate"), Integer("sequences")),
            Carried = Integer("carried"),
            BestLoss = Real("best_loss"),
            Waited = Integer("best_waited"),
            ScheduleState =
            [
                .. Text("schedule_state").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Number<double>("schedule_state", word)),
            ],
        };

        string Text(string key) =>
            metadata.TryGetValue(key, out var text) ? text : throw new InvalidDataException($"The checkpoint has no entry '{key}'.");

        int Integer(string key) => Number<int>(key, Text(key));

        double Real(string key) => Number<double>(key, Text(key));
    }

    /// <summary>As text, with every digit.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["objective"] = Objective,
        ["optimizer"] = Optimizer,
        ["learning_rate"] = Text(LearningRate),
        ["schedule"] = Schedule,
        ["max_norm"] = Text(MaxNorm),
        ["max_value"] = Text(MaxValue),
        ["seed"] = Text(Seed),
        ["batch_size"] = Text(BatchSize),
        ["patience"] = Text(Patience),
        ["sequences"] = Text(Position.DataCount),
        ["optimizer_steps"] = Text(StepCount),
        ["epoch"] = Text(Position.Epoch),
        ["epoch_sequences"] = Text(Position.Sequences),
        ["batch_windows"] = Text(Position.Window),
        ["epoch_loss"] = Text(Position.LossSum),
        ["epoch_divisor"] = Text(Position.LossDivisor),
        ["carried"] = Text(Carried),
        ["epoch_norm"] = Text(Position.LargestNorm),
        ["epoch_rate"] = Text(Position.LearningRate),
        ["best_loss"] = Text(BestLoss),
        ["best_waited"] = Text(Waited),
        ["schedule_state"] = string.Join(' ', ScheduleState.Select(number => Text(number))),
    };

    /// <summary>Checks that a checkpoint is one of a trainer with the same settings as this one.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void ThrowIfOther(CheckpointFacts saved)
    {
        ThrowIfOther("objective", saved.Objective, Objective);
        ThrowIfOther("optimizer", saved.Optimizer, Optimizer);
        ThrowIfOther("learning rate", Text(saved.LearningRate), Text(LearningRate));
        ThrowIfOther("schedule", saved.Schedule, Schedule);
        ThrowIfOther("MaxNorm", Text(saved.MaxNorm), Text(MaxNorm));
        ThrowIfOther("MaxValue", Text(saved.MaxValue), Text(MaxValue));
        ThrowIfOther("seed", Text(saved.Seed), Text(Seed));
        ThrowIfOther("batch size", Text(saved.BatchSize), Text(BatchSize));
        ThrowIfOther("patience", Text(saved.Patience), Text(Patience));
        ThrowIfOther("number of elements that the schedule keeps", Text(saved.ScheduleState.Length), Text(ScheduleState.Length));
    }

    private static void ThrowIfOther(string what, string saved, string own)
    {
        if (saved != own)
        {
            throw new InvalidDataException($"The checkpoint was saved with another {what}: {saved}; this trainer has {own}.");
        }
    }

    private static T Number<T>(string key, string text)
        where T : struct, IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"Entry '{key}' of the checkpoint is '{text}', where a number is expected.");

    private static string Text(IFormattable number) => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture);
}
