using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>What a step of the optimizer is told of, stopped at, and scaled with.</summary>
public class TrainerStepTests
{
    private static readonly int[] s_lengths = [10, 7, 12, 3, 12, 9];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Progress_is_told_after_every_window()
    {
        var told = new List<TrainingProgress>();
        var (_, _, trainer) = Setup();

        var report = Assert.Single(trainer.Train(Waves.Of(10, 10, 10), epochs: 1, progress: new Listener(told.Add), cancellation: Stop));

        // Two sequences, then the third, of 10 steps in windows of 4.
        Assert.Equal(
            [(1, 2, 1, 3), (1, 2, 2, 3), (1, 2, 3, 3), (2, 2, 1, 3), (2, 2, 2, 3), (2, 2, 3, 3)],
            told.Select(progress => (progress.Batch, progress.Batches, progress.Window, progress.Windows)));
        Assert.Equal(report.GradientNorm, told.Max(progress => progress.GradientNorm));
        double[] steps = [2 * 4, 2 * 4, 2 * 2, 4, 4, 2];
        Assert.Equal(report.TrainingLoss, told.Zip(steps, (progress, count) => progress.Loss * count).Sum() / steps.Sum(), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Cancelling_stops_between_two_windows_and_training_goes_on_there(int steps)
    {
        var data = Waves.Of(s_lengths);
        var (expected, _, whole) = Setup();
        var reports = whole.Train(data, epochs: 3, cancellation: Stop);

        var (network, adam, trainer) = Setup();
        using var source = new CancellationTokenSource();
        var stop = new Listener(_ =>
        {
            if (adam.StepCount == steps)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Train(data, epochs: 3, progress: stop, cancellation: source.Token));
        Assert.Equal(steps, adam.StepCount);
        trainer.Evaluate(Waves.Of(5, 2));
        var rest = trainer.Train(data, epochs: 3, cancellation: Stop);

        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(reports, rest);
    }

    [Fact]
    public void The_rate_is_that_of_the_optimizer_whoever_trains_and_whenever_it_is_set()
    {
        var data = Waves.Of(10, 10, 10);
        var (network, adam, trainer) = Setup();
        Assert.Equal(0.01 * Math.Pow(0.5, 5), trainer.Train(data, epochs: 1, cancellation: Stop)[0].LearningRate, 1e-15);
        Assert.Equal(0.01, adam.LearningRate);

        // What is set after the last step is none of that epoch's business.
        var last = new Listener(progress => adam.LearningRate = progress is { Batch: 2, Window: 3 } ? 0.02 : adam.LearningRate);
        adam.LearningRate = 0.04;
        Assert.Equal(0.04 * Math.Pow(0.5, 11), trainer.Train(data, epochs: 2, progress: last, cancellation: Stop)[0].LearningRate, 1e-15);
        var other = new Trainer<double>(new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()), adam);
        Assert.Equal(0.02, other.Train(data, epochs: 1, cancellation: Stop)[0].LearningRate);
    }

    [Fact]
    public void A_faulty_sequence_is_named_with_the_step_and_nothing_has_changed()
    {
        var network = new Writer(seed: 1);
        var data = new SequenceDataset<double>(1, 1);
        for (var i = 0; i < 20; i++)
        {
            data.Add(new double[] { 0, 1, 2 }, new double[] { 1, 2, i == 13 ? 77 : 0 });
        }

        var trainer = new Trainer<double>(
            new BackpropagationThroughTime<double>(network, new CrossEntropy<double>()), new Adam<double>(Writer.ParameterCount))
        { BatchSize = 20 };
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<ArgumentException>(() => trainer.Train(data, epochs: 1, cancellation: Stop));
        Assert.StartsWith("Sequence 13 of the data set: Row 2: the target has to be a class", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Sequence 13 ", Assert.Throws<ArgumentException>(() => trainer.Evaluate(data)).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void An_input_that_is_no_token_is_found_in_its_sequence()
    {
        var network = new Writer(seed: 1);
        var data = new SequenceDataset<double>(1, 1);
        for (var i = 0; i < 20; i++)
        {
            data.Add(new double[] { 0, i == 4 ? -1 : 1, 2 }, new double[] { 1, 2, 0 });
        }

        var trainer = new Trainer<double>(
            new BackpropagationThroughTime<double>(network, new CrossEntropy<double>()), new Adam<double>(Writer.ParameterCount))
        { BatchSize = 8 };

        Assert.StartsWith(
            "Sequence 4 of the data set: ", Assert.Throws<ArgumentException>(() => trainer.Train(data, epochs: 1, cancellation: Stop)).Message, StringComparison.Ordinal);
    }

    private static (Lstm3To13 Network, Adam<double> Adam, Trainer<double> Trainer) Setup()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.01 };
        var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { Window = 4, Depth = 8 };
        return (network, adam, new(pass, adam) { BatchSize = 2, Schedule = new StepDecay(length: 1, decay: 0.5), Seed = 4 });
    }
}
