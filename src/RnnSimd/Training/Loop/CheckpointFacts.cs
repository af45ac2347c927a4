using System.Globalization;

namespace RnnSimd.Training;

/// <summary>What a checkpoint holds beside tensors: the settings that it depends on, and how far training has come.</summary>
internal sealed record CheckpointFacts
{
    /// <summary>The optimizer's type.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The schedule's type.</summary>
    public required string Schedule { get; init; }

    /// <summary>The seed of the order of sequences.</summary>
    public required int Seed { get; init; }

    /// <summary>The most sequences of a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The epochs that training waits for a better one.</summary>
    public required int Patience { get; init; }

    /// <summary>The number of sequences of the data set.</summary>
    public required int Sequences { get; init; }

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

    /// <summary>A type's name, without the assembly.</summary>
    public static string NameOf(object value) => value.GetType().ToString();

    /// <summary>Reads what <see cref="ToMetadata"/> wrote.</summary>
    /// <exception cref="InvalidDataException">An entry is missing or is no number.</exception>
    public static CheckpointFacts FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        return new()
        {
            Optimizer = Text("optimizer"),
            Schedule = Text("schedule"),
            Seed = Integer("seed"),
            BatchSize = Integer("batch_size"),
            Patience = Integer("patience"),
            Sequences = Integer("sequences"),
            StepCount = Number<long>("optimizer_steps", Text("optimizer_steps")),
            Position = new(Integer("epoch"), Integer("epoch_sequences"), Real("epoch_loss"), Real("epoch_norm")),
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
        ["optimizer"] = Optimizer,
        ["schedule"] = Schedule,
        ["seed"] = Text(Seed),
        ["batch_size"] = Text(BatchSize),
        ["patience"] = Text(Patience),
        ["sequences"] = Text(Sequences),
        ["optimizer_steps"] = Text(StepCount),
        ["epoch"] = Text(Position.Epoch),
        ["epoch_sequences"] = Text(Position.Sequences),
        ["epoch_loss"] = Text(Position.LossSum),
        ["epoch_norm"] = Text(Position.LargestNorm),
        ["best_loss"] = Text(BestLoss),
        ["best_waited"] = Text(Waited),
        ["schedule_state"] = string.Join(' ', ScheduleState.Select(number => Text(number))),
    };

    /// <summary>Checks that a checkpoint is one of a trainer with the same settings as this one.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void ThrowIfOther(IReadOnlyDictionary<string, string> metadata)
    {
        var other = FromMetadata(metadata);
        ThrowIfOther("optimizer", other.Optimizer, Optimizer);
        ThrowIfOther("schedule", other.Schedule, Schedule);
        ThrowIfOther("seed", Text(other.Seed), Text(Seed));
        ThrowIfOther("batch size", Text(other.BatchSize), Text(BatchSize));
        ThrowIfOther("patience", Text(other.Patience), Text(Patience));
        ThrowIfOther("number of elements that the schedule keeps", Text(other.ScheduleState.Length), Text(ScheduleState.Length));
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
