using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>What losses a trainer tells, what they are a mean of, and what it decides by them.</summary>
public class TrainerLossTests
{
    private static readonly int[] s_lengths = [10, 3, 12, 7, 30, 5, 5, 1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 6)]
    [InlineData(7, 6)]
    [InlineData(0, 11)]
    public void A_loss_of_one_for_all_that_counts_is_a_mean_of_one(int window, int burnIn)
    {
        foreach (var weighting in new[] { StepWeighting.Mean, StepWeighting.Last })
        {
            for (var batchSize = 1; batchSize <= 8; batchSize++)
            {
                var trainer = TrainerOf(new One(), window, burnIn, weighting, batchSize);
                Assert.Equal(1, trainer.Evaluate(Waves.Of(s_lengths)), 1e-12);
                Assert.Equal(1, Assert.Single(trainer.Train(Waves.Of(s_lengths), epochs: 1, cancellation: Stop)).TrainingLoss, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void The_loss_of_a_data_set_does_not_depend_on_how_it_is_cut(int window)
    {
        foreach (var weighting in new[] { StepWeighting.Mean, StepWeighting.Sum, StepWeighting.Last, StepWeighting.PerStep([.. Enumerable.Range(0, 30)]) })
        {
            var expected = TrainerOf(new MeanSquaredError<double>(), 0, 2, weighting, batchSize: 8).Evaluate(Waves.Of(s_lengths));
            for (var batchSize = 1; batchSize <= 8; batchSize += 3)
            {
                var trainer = TrainerOf(new MeanSquaredError<double>(), window, 2, weighting, batchSize);
                Assert.Equal(expected, trainer.Evaluate(Waves.Of(s_lengths)), 1e-12);
                Assert.Equal(expected, Assert.Single(trainer.Train(Waves.Of(s_lengths), epochs: 1, cancellation: Stop)).TrainingLoss, 1e-12);
            }
        }
    }

    [Fact]
    public void Data_of_which_no_step_counts_are_refused()
    {
        var trainer = TrainerOf(new One(), window: 4, burnIn: 30, StepWeighting.Mean, batchSize: 4);

        var error = Assert.Throws<InvalidOperationException>(() => trainer.Train(Waves.Of(s_lengths), epochs: 3, cancellation: Stop));
        Assert.Contains("BurnIn = 30", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => trainer.Evaluate(Waves.Of(s_lengths)));
        Assert.Equal(0, trainer.Epoch);
    }

    [Fact]
    public void Targets_of_last_steps_go_with_no_weights_of_others()
    {
        var data = new SequenceDataset<double>(3, 13, TargetSteps.Last);
        data.Add(new double[3 * 4], new double[13]);
        var trainer = TrainerOf(new One(), window: 0, burnIn: 0, StepWeighting.PerStep(0.25, 0.25, 0.25, 0.25), batchSize: 1);

        Assert.Contains("StepWeighting.Last", Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_decay_where_the_gradient_is_zero()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new AdamW<double>(Lstm3To13.ParameterCount) { LearningRate = 0.1, WeightDecay = new(0.5, network.ParameterInfos) };
        var before = network.Parameters.ToArray();

        new Trainer<double>(new BackpropagationThroughTime<double>(network, new One()), adam).Train(Waves.Of(5), epochs: 1, cancellation: Stop);

        Assert.Equal(1, adam.StepCount);
        Assert.Equal(before.Select(parameter => 0.95 * parameter), network.Parameters.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_best_parameters_are_those_with_the_least_loss_after_an_epoch()
    {
        var network = new Lstm3To13(seed: 1);
        var data = Waves.Of(s_lengths);
        var trainer = new Trainer<double>(
            new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()), new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.5 })
        {
            BatchSize = 3,
            Patience = 4,
        };
        var after = new List<double>();

        var reports = trainer.Train(data, epochs: 100, onEpoch: _ => after.Add(trainer.Evaluate(data)), cancellation: Stop);

        Assert.InRange(reports.Count, 5, 99);
        Assert.Equal(after.Min(), trainer.Evaluate(data));
        Assert.Equal(after.IndexOf(after.Min()) + 1, reports.Last(report => report.IsBest).Epoch);
    }

    [Fact]
    public void Callbacks_may_save_and_evaluate_but_not_from_another_thread()
    {
        var file = Path.GetTempFileName();
        var trainer = TrainerOf(new MeanSquaredError<double>(), window: 4, burnIn: 0, StepWeighting.Mean, batchSize: 4);
        var data = Waves.Of(s_lengths);
        var errors = new List<Exception?>();

        trainer.Train(data, epochs: 1, cancellation: Stop, progress: new Listener(_ =>
        {
            trainer.Save(file);
            trainer.Evaluate(data);
            errors.Add(Record.Exception(() => trainer.Resume(file)));
            errors.Add(Record.Exception(() => trainer.Train(data, epochs: 2, cancellation: Stop)));
            var other = new Thread(() =>
            {
                errors.Add(Record.Exception(() => trainer.Save(file)));
                errors.Add(Record.Exception(() => trainer.Evaluate(data)));
            });
            other.Start();
            other.Join();
        }));

        File.Delete(file);
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.IsType<InvalidOperationException>(error));
        Assert.Equal(1, trainer.Epoch);
    }

    [Fact]
    public void An_objective_without_windows_is_refused()
    {
        var trainer = new Trainer<double>(new NoWindows(), new Sgd<double>(Lstm3To13.ParameterCount));

        Assert.Throws<InvalidOperationException>(() => trainer.Train(Waves.Of(3), epochs: 1, cancellation: Stop));
    }

    private static Trainer<double> TrainerOf(Loss<double> loss, int window, int burnIn, StepWeighting weighting, int batchSize)
    {
        var pass = new BackpropagationThroughTime<double>(new Lstm3To13(seed: 1), loss) { Window = window, BurnIn = burnIn, Weighting = weighting };
        return new(pass, new Sgd<double>(Lstm3To13.ParameterCount) { LearningRate = 0 }) { BatchSize = batchSize };
    }

    /// <summary>1, whatever the network says.</summary>
    private sealed class One : Loss<double>
    {
        protected override double EvaluateRow(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> gradient)
        {
            gradient.Clear();
            return 1;
        }
    }

    private sealed class NoWindows() : Objective<double>(new Lstm3To13())
    {
        public override int InputSize => Waves.InputSize;

        public override int TargetSize => Waves.TargetSize;

        public override int WindowsOf(SequenceBatch<double> batch) => 0;

        public override double Accumulate(SequenceBatch<double> batch, int window, Span<double> parameterGradients) => 0;

        public override double Evaluate(SequenceBatch<double> batch) => 0;
    }
}
