using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>A trainer with all that has a state: moments, a schedule that listens, shuffled data, windows.</summary>
internal sealed class CheckpointedTraining
{
    public const int Epochs = 6;

    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 40).Select(i => 3 + i % 5)];

    public CheckpointedTraining(
        string? file = null, int seed = 1, int batchSize = 10, int patience = 0, double rate = 0.01, Optimizer<double>? optimizer = null,
        LearningRateSchedule? schedule = null, IRecurrentNetwork<double>? network = null, Loss<double>? loss = null, int depth = 8, double maxNorm = 5)
    {
        Network = network ?? new Lstm3To13(seed: 1);
        Optimizer = optimizer ?? new Adam<double>(Network.ParameterCount) { LearningRate = rate };
        var objective = new BackpropagationThroughTime<double>(Network, loss ?? new MeanSquaredError<double>()) { Window = 4, Depth = depth };
        Trainer = new(objective, Optimizer)
        {
            Seed = seed,
            BatchSize = batchSize,
            Patience = patience,
            Schedule = schedule ?? new PlateauDecay(patience: 0, decay: 0.5) { MinimumGain = 0.02 },
            CheckpointPath = file,
            CheckpointSteps = 1,
            MaxNorm = maxNorm,
        };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static SequenceDataset<double> Data => Waves.Of(s_lengths);

    public IRecurrentNetwork<double> Network { get; }

    public Optimizer<double> Optimizer { get; }

    public Trainer<double> Trainer { get; }

    public IReadOnlyList<EpochReport> Train(IProgress<TrainingProgress>? progress = null) =>
        Trainer.Train(Data, Epochs, progress: progress, cancellation: Stop);

    public List<EpochReport> TrainSteps(int steps)
    {
        var reports = new List<EpochReport>();
        using var source = new CancellationTokenSource();
        var count = new Listener(_ =>
        {
            if (--steps == 0)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => Trainer.Train(Data, Epochs, onEpoch: reports.Add, progress: count, cancellation: source.Token));
        return reports;
    }
}
