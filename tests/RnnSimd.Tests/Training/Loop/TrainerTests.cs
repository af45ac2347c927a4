using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public class TrainerTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 50).Select(i => 4 + i % 7)];

    [Fact]
    public void Training_lowers_the_loss_and_tells_of_every_epoch()
    {
        var network = new Lstm3To13(seed: 1);
        var trainer = TrainerOf(network);
        var data = Waves.Of(s_lengths);
        var before = trainer.Evaluate(data);
        var told = new List<EpochReport>();

        var reports = trainer.Train(data, epochs: 30, onEpoch: told.Add, cancellation: Stop);

        Assert.Equal(reports, told);
        Assert.Equal(Enumerable.Range(1, 30), reports.Select(report => report.Epoch));
        Assert.InRange(trainer.Evaluate(data), 0, before / 4);
        Assert.All(reports, report => Assert.True(report.GradientNorm > 0 && report.ValidationLoss is null && report.LearningRate == 0.01));
        Assert.Equal(reports.Min(report => report.TrainingLoss), reports.Last(report => report.IsBest).TrainingLoss);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads()
    {
        var data = Waves.Of([.. Enumerable.Range(0, 80).Select(i => 2 + i % 4)]);

        Assert.Equal(Train(seed: 1, threads: 1), Train(seed: 1, threads: 2));
        Assert.NotEqual(Train(seed: 1, threads: 1), Train(seed: 2, threads: 1));

        double[] Train(int seed, int threads)
        {
            var network = new Lstm3To13(seed: 1);
            var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { Threads = threads };
            new Trainer<double>(pass, new Adam<double>(Lstm3To13.ParameterCount)) { BatchSize = 70, Seed = seed }.Train(data, epochs: 2, cancellation: Stop);
            return network.Parameters.ToArray();
        }
    }

    [Fact]
    public void Every_window_is_a_step_with_the_rate_of_the_schedule()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.5 };
        var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { Window = 4 };
        var trainer = new Trainer<double>(pass, adam) { BatchSize = 2, Schedule = new StepDecay(length: 2, decay: 0.1), MaxNorm = 1e-3 };

        // Three batches of windows of 4 + 4 + 2, 4 + 4 + 2 and 4 + 4 + 2 steps.
        var report = Assert.Single(trainer.Train(Waves.Of(10, 10, 10, 10, 10), epochs: 1, cancellation: Stop));

        Assert.Equal(9, adam.StepCount);
        Assert.Equal(0.5 * Math.Pow(0.1, 8 / 2), report.LearningRate, 1e-15);
        Assert.True(report.GradientNorm > 1e-3, $"a norm of {report.GradientNorm} is not that of before clipping");
    }

    [Fact]
    public void Early_stopping_brings_the_best_parameters_back()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.3 };
        var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>());
        var trainer = new Trainer<double>(pass, adam) { Patience = 3 };
        double[] best = [];
        var data = Waves.Of(s_lengths);

        var reports = trainer.Train(data.Slice(..20), epochs: 500, data.Slice(20..), report => best = report.IsBest ? network.Parameters.ToArray() : best, cancellation: Stop);

        Assert.Equal(reports.Last(report => report.IsBest).Epoch + 3, reports.Count);
        Assert.True(reports.Count < 500);
        Assert.Equal(best, network.Parameters.ToArray());
        Assert.Equal(reports.Min(report => report.ValidationLoss), trainer.Evaluate(data.Slice(20..)));
    }

    [Fact]
    public void Training_goes_on_from_the_last_parameters_not_from_the_best()
    {
        var (network, expected) = (new Lstm3To13(seed: 1), new Lstm3To13(seed: 1));
        var data = Waves.Of(s_lengths);
        var reports = Impatient(expected).Train(data, epochs: 9, cancellation: Stop);
        var trainer = Impatient(network);
        var best = reports.Last(report => report.IsBest && report.Epoch < 9).Epoch;
        var between = reports.First(report => report.Epoch > best && !report.IsBest).Epoch;
        trainer.Train(data, between, cancellation: Stop);
        trainer.Train(data, epochs: 9, cancellation: Stop);

        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());

        static Trainer<double> Impatient(Lstm3To13 network) =>
            new(new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()), new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.01 })
            {
                BatchSize = 10,
                Patience = 8,
                Schedule = new Leap(steps: 25),
            };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_loss_that_is_told_is_that_of_the_whole_sequence(int window)
    {
        foreach (var weighting in new[] { StepWeighting.Sum, StepWeighting.Last })
        {
            var pass = new BackpropagationThroughTime<double>(new Lstm3To13(seed: 1), new MeanSquaredError<double>()) { Window = window, Weighting = weighting };
            var trainer = new Trainer<double>(pass, new Sgd<double>(Lstm3To13.ParameterCount) { LearningRate = 0 });
            var report = Assert.Single(trainer.Train(Waves.Of(12, 12, 12), epochs: 1, cancellation: Stop));
            Assert.Equal(trainer.Evaluate(Waves.Of(12, 12, 12)), report.TrainingLoss, 1e-12);
        }
    }

    [Fact]
    public void A_window_in_which_nothing_counts_is_no_step()
    {
        var adam = new Adam<double>(Lstm3To13.ParameterCount);
        var pass = new BackpropagationThroughTime<double>(new Lstm3To13(seed: 1), new MeanSquaredError<double>()) { Window = 3, Weighting = StepWeighting.Last };
        new Trainer<double>(pass, adam).Train(Waves.Of(12), epochs: 1, cancellation: Stop);

        Assert.Equal(1, adam.StepCount);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_step_once_the_largest_batch_has_been_seen()
    {
        var data = Waves.Of(s_lengths);
        var pass = new BackpropagationThroughTime<double>(new Lstm3To13(seed: 1), new MeanSquaredError<double>()) { Window = 3 };
        var trainer = new Trainer<double>(pass, new Adam<double>(Lstm3To13.ParameterCount)) { BatchSize = 10, MaxNorm = 1, MaxValue = 0.1 };
        var allocated = new List<long>(200);
        var told = new Listener(_ => allocated.Add(GC.GetAllocatedBytesForCurrentThread()));
        trainer.Train(data, epochs: 2, progress: told, cancellation: Stop);
        allocated.Clear();
        trainer.Train(data, epochs: 3, progress: told, cancellation: Stop);

        Assert.InRange(allocated.Count, 5 * 2, 5 * 4);
        Assert.All(allocated, bytes => Assert.Equal(allocated[0], bytes));
    }

    [Fact]
    public void Cancelling_stops_before_the_next_batch()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new Adam<double>(Lstm3To13.ParameterCount);
        var trainer = new Trainer<double>(new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()), adam) { BatchSize = 20 };
        using var source = new CancellationTokenSource();
        var told = new List<TrainingProgress>();
        var stop = new Listener(progress =>
        {
            told.Add(progress);
            source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => trainer.Train(Waves.Of(s_lengths), epochs: 5, progress: stop, cancellation: source.Token));

        var progress = Assert.Single(told);
        Assert.Equal((0, 5, 1, 3), (progress.Epoch, progress.Epochs, progress.Batch, progress.Batches));
        Assert.Equal(1, adam.StepCount);

        // It goes on as if nothing had happened.
        trainer.Train(Waves.Of(s_lengths), epochs: 2, cancellation: Stop);
        var expected = new Lstm3To13(seed: 1);
        new Trainer<double>(new BackpropagationThroughTime<double>(expected, new MeanSquaredError<double>()), new Adam<double>(Lstm3To13.ParameterCount)) { BatchSize = 20 }
            .Train(Waves.Of(s_lengths), epochs: 2, cancellation: Stop);
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        var pass = new BackpropagationThroughTime<double>(new Lstm3To13(), new MeanSquaredError<double>());
        var trainer = TrainerOf(new Lstm3To13());

        Assert.Throws<ArgumentException>("optimizer", () => new Trainer<double>(pass, new Adam<double>(5)));
        Assert.Throws<ArgumentException>("training", () => trainer.Train(new(3, 13), 1, cancellation: Stop));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Train(Waves.Of(1), -1, cancellation: Stop));
        var wide = new SequenceDataset<double>(4, 13);
        wide.Add(new double[4], new double[13]);
        var error = Assert.Throws<ArgumentException>("validation", () => trainer.Train(Waves.Of(1), 1, wide, cancellation: Stop));
        Assert.Contains("inputs of 3 elements", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 with inputs of 4", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(wide));
        var last = new SequenceDataset<double>(3, 13, TargetSteps.Last);
        last.Add(new double[9], new double[13]);
        Assert.Contains("StepWeighting.Last", Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(last)).Message, StringComparison.Ordinal);
        var nowhere = new Trainer<double>(pass, new Adam<double>(Lstm3To13.ParameterCount)) { CheckpointPath = Path.Combine(Path.GetTempPath(), "no", "such", "folder") };
        Assert.Throws<DirectoryNotFoundException>(() => nowhere.Train(Waves.Of(1), 1, cancellation: Stop));
        Assert.Equal(0, nowhere.Epoch);
        Assert.Single(TrainerOf(new Lstm3To13(), batchSize: int.MaxValue).Train(Waves.Of(1, 2), 1, cancellation: Stop));
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => TrainerOf(new Lstm3To13(), batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>("MaxNorm", () => new Trainer<double>(pass, new Adam<double>(Lstm3To13.ParameterCount)) { MaxNorm = 0 });
    }

    [Fact]
    public void A_limit_that_a_float_cannot_hold_is_refused_at_once()
    {
        var pass = new BackpropagationThroughTime<float>(new SingleReader(), new MeanSquaredError<float>());

        var error = Assert.Throws<ArgumentOutOfRangeException>("MaxNorm", () => new Trainer<float>(pass, new Adam<float>(pass.ParameterCount)) { MaxNorm = 1e-60 });
        Assert.Contains("in Single it is 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("MaxValue", () => new Trainer<float>(pass, new Adam<float>(pass.ParameterCount)) { MaxValue = 1e-60 });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Trainer<double> TrainerOf(Lstm3To13 network, int batchSize = 8) =>
        new(new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()), new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.01 }) { BatchSize = batchSize };
}
