using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>What is not finite stops training, and leaves a state from which it can go on.</summary>
public class DivergenceTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 50).Select(i => 4 + i % 7)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_last_good_parameters_and_says_where()
    {
        var network = new Lstm3To13(seed: 1);
        var loss = new FailingLoss(goodRows: 32 * 3 * 2);
        var pass = new BackpropagationThroughTime<double>(network, loss);
        var data = Waves.Of([.. Enumerable.Repeat(3, 32 * 4)]);
        var adam = new Adam<double>(Lstm3To13.ParameterCount);

        var error = Assert.Throws<TrainingDivergedException>(() => new Trainer<double>(pass, adam).Train(data, epochs: 1, cancellation: Stop));

        Assert.Equal((0, 2), (error.Epoch, error.Step));
        Assert.True(double.IsNaN(error.Loss));
        Assert.Equal("the gradient of 0.Wi", error.Cause);
        Assert.Contains("after 2 steps", error.Message, StringComparison.Ordinal);

        // The third batch shows that the second step was no good; the parameters are those that it started from.
        var expected = new Lstm3To13(seed: 1);
        var order = new int[data.Count];
        SequenceOrder.Shuffle(order, seed: 0, epoch: 0);
        var first = new SequenceBatch<double>();
        first.Fill(data, order.AsSpan(0, 32));
        var gradients = new double[Lstm3To13.ParameterCount];
        new BackpropagationThroughTime<double>(expected, new MeanSquaredError<double>()).Accumulate(first, 0, gradients);
        new Adam<double>(Lstm3To13.ParameterCount).Step(expected.Parameters, gradients);
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 10)]
    public void Training_that_diverged_goes_on_where_it_was_good_once_the_data_are_repaired(int window, int place)
    {
        var (network, expected) = (new Lstm3To13(seed: 1), new Lstm3To13(seed: 1));
        var inputs = Waves.Of(s_lengths).InputsOf(7).ToArray();
        var data = new SequenceDataset<double>(3, 13);
        var whole = Waves.Of(s_lengths);
        for (var i = 0; i < whole.Count; i++)
        {
            data.Add(i == 7 ? inputs : whole.InputsOf(i).ToArray(), whole.TargetsOf(i).ToArray());
        }

        var trainer = TrainerOf(network, window);
        var good = inputs[place];
        inputs[place] = double.NaN;
        Assert.Throws<TrainingDivergedException>(() => trainer.Train(data, epochs: 2, cancellation: Stop));
        inputs[place] = good;
        trainer.Train(data, epochs: 2, cancellation: Stop);

        TrainerOf(expected, window).Train(whole, epochs: 2, cancellation: Stop);
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_parameter_that_would_overflow_is_named_and_stays()
    {
        var network = new Lstm3To13(seed: 1);
        var adam = new Sgd<double>(Lstm3To13.ParameterCount) { LearningRate = double.MaxValue };
        network.Parameters[0] = 1e308;
        var before = network.Parameters.ToArray();
        var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>());
        var huge = new SequenceDataset<double>(3, 13);
        huge.Add(new double[3], Enumerable.Repeat(1e6, 13).ToArray());

        var error = Assert.Throws<TrainingDivergedException>(() => new Trainer<double>(pass, adam).Train(huge, epochs: 1, cancellation: Stop));

        Assert.EndsWith(" after the step", error.Cause, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(0, adam.StepCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_diverges_at_the_start_of_an_epoch_goes_back_into_the_one_before(bool fromFile)
    {
        var folder = Directory.CreateTempSubdirectory("rnnsimd-");
        try
        {
            var file = Path.Combine(folder.FullName, "training.safetensors");
            var (expected, _, undisturbed) = Listening();
            var reports = undisturbed.Train(Waves.Of(s_lengths), epochs: 6, cancellation: Stop);

            var (network, loss, trainer) = Listening(file);
            Assert.Throws<TrainingDivergedException>(() => trainer.Train(
                Waves.Of(s_lengths), epochs: 6, onEpoch: report => loss.Fails = report.Epoch == 2, cancellation: Stop));
            Assert.Equal(1, trainer.Epoch);
            loss.Fails = false;
            if (fromFile)
            {
                (network, _, trainer) = Listening();
                trainer.Resume(file);
            }

            // The second epoch ends again.
            Assert.Equal(reports.Skip(1), trainer.Train(Waves.Of(s_lengths), epochs: 6, cancellation: Stop));
            Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static (Lstm3To13 Network, FragileLoss Loss, Trainer<double> Trainer) Listening(string? file = null)
        {
            var (network, loss) = (new Lstm3To13(seed: 1), new FragileLoss());
            var adam = new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.3 };
            return (network, loss, new(new BackpropagationThroughTime<double>(network, loss), adam)
            {
                BatchSize = 20,
                Patience = 6,
                Schedule = new PlateauDecay(patience: 0, decay: 0.5),
                CheckpointPath = file,
            });
        }
    }

    [Fact]
    public void The_last_good_state_outlasts_a_call()
    {
        var (expected, network) = (new Lstm3To13(seed: 1), new Lstm3To13(seed: 1));
        using var source = new CancellationTokenSource();
        var steps = 0;
        var stop = new Listener(_ =>
        {
            if (++steps == 5)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(
            () => TrainerOf(expected, window: 0).Train(Waves.Of(s_lengths).Slice(..16), epochs: 3, progress: stop, cancellation: source.Token));
        var trainer = TrainerOf(network, window: 0);
        trainer.Train(Waves.Of(s_lengths).Slice(..16), epochs: 2, cancellation: Stop);
        trainer.Train(Waves.Of(s_lengths).Slice(..16), epochs: 3, cancellation: Stop);

        Assert.Throws<TrainingDivergedException>(() => trainer.Train(Broken(), epochs: 4, cancellation: Stop));

        // The sixth step is undone, the last of the third epoch.
        Assert.Equal(2, trainer.Epoch);
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());

        // Its place is in the data that it was trained on then.
        var error = Assert.Throws<ArgumentException>("training", () => trainer.Train(Waves.Of(s_lengths), epochs: 4, cancellation: Stop));
        Assert.Contains("begun on 16 sequences", error.Message, StringComparison.Ordinal);

        static SequenceDataset<double> Broken()
        {
            var data = new SequenceDataset<double>(3, 13);
            for (var i = 0; i < 8; i++)
            {
                data.Add(new[] { double.NaN, 0, 0 }, new double[13]);
            }

            return data;
        }
    }

    private static Trainer<double> TrainerOf(Lstm3To13 network, int window)
    {
        var pass = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { Window = window, Depth = 2 * window };
        return new(pass, new Adam<double>(Lstm3To13.ParameterCount) { LearningRate = 0.01 }) { BatchSize = 8 };
    }

    /// <summary>The mean squared error of a number of rows, and NaN from then on.</summary>
    private sealed class FailingLoss(int goodRows) : Loss<double>
    {
        private int _rows;

        protected override double EvaluateRow(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> gradient)
        {
            var sum = _rows++ < goodRows ? 0 : double.NaN;
            for (var i = 0; i < output.Length; i++)
            {
                var error = output[i] - target[i];
                sum += error * error / output.Length;
                gradient[i] = (2 * error + 0 * sum) / output.Length;
            }

            return sum;
        }
    }

    /// <summary>The squared error, or NaN.</summary>
    private sealed class FragileLoss : Loss<double>
    {
        public bool Fails { get; set; }

        protected override double EvaluateRow(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> gradient)
        {
            var sum = Fails ? double.NaN : 0;
            for (var i = 0; i < output.Length; i++)
            {
                gradient[i] = 2 * (output[i] - target[i]);
                sum += gradient[i] * gradient[i] / 4;
            }

            return sum;
        }
    }
}
