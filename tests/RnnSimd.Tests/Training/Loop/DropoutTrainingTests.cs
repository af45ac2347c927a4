using RnnSimd.Tests.Networks.DropoutNetworks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Which masks training has: those of a batch in all its windows, others in the next, and the same again where it is resumed.</summary>
public sealed class DropoutTrainingTests : IDisposable
{
    private const int Epochs = 3;

    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 20).Select(i => 3 + i % 5)];

    private readonly string _folder = Directory.CreateTempSubdirectory("rnnsimd-").FullName;

    private string File => Path.Combine(_folder, "training.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(4, 4)]
    [InlineData(3, 6)]
    public void All_windows_of_a_batch_have_the_same_masks(int window, int depth)
    {
        var batch = Waves.BatchOf(12, 5, 12);
        var whole = Pass(window: 0, depth: 0);
        var expected = whole.Accumulate(batch, 0, new double[Double13.ParameterCount]);

        var windows = Pass(window, depth);
        var sum = Enumerable.Range(0, windows.WindowsOf(batch)).Sum(number => windows.Accumulate(batch, number, new double[Double13.ParameterCount]));
        Assert.Equal(expected, sum, 1e-12);

        // The next batch has others, whoever asks.
        var next = whole.Accumulate(batch, 0, new double[Double13.ParameterCount]);
        Assert.True(Math.Abs(expected - next) > 1e-3, $"{expected} and {next}");
        sum = Enumerable.Range(0, windows.WindowsOf(batch)).Sum(number => windows.Accumulate(batch, number, new double[Double13.ParameterCount]));
        Assert.Equal(next, sum, 1e-12);

        static BackpropagationThroughTime<double> Pass(int window, int depth)
        {
            var pass = new BackpropagationThroughTime<double>(new Double13(seed: 1), new MeanSquaredError<double>())
            {
                Window = window,
                Depth = depth,
                Weighting = StepWeighting.Sum,
            };
            pass.Reseed(7);
            return pass;
        }
    }

    [Fact]
    public void Every_batch_has_a_number_of_its_own_that_the_trainers_seed_decides()
    {
        var numbers = Train(seed: 5).Numbers;

        Assert.Equal(Epochs * 5, numbers.Distinct().Count());
        Assert.Equal(numbers, Train(seed: 5).Numbers);
        Assert.Empty(numbers.Intersect(Train(seed: 6).Numbers));

        static Reseeded Train(int seed)
        {
            var objective = new Reseeded();
            new Trainer<double>(objective, new Sgd<double>(objective.ParameterCount)) { BatchSize = 4, Seed = seed }.Train(Waves.Of(s_lengths), Epochs);
            return objective;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    public void Training_that_is_resumed_drops_what_it_would_have_dropped(int steps)
    {
        var (expected, trainer) = Setup();
        trainer.Train(Waves.Of(s_lengths), Epochs, cancellation: TestContext.Current.CancellationToken);

        var (_, stopped) = Setup(File);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => stopped.Train(
            Waves.Of(s_lengths), Epochs, progress: new Listener(_ => { if (--steps == 0) { stop.Cancel(); } }), cancellation: stop.Token));
        var (resumed, other) = Setup();
        other.Resume(File);
        other.Train(Waves.Of(s_lengths), Epochs, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(expected.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    private static (Double13 Network, Trainer<double> Trainer) Setup(string? file = null)
    {
        var network = new Double13(seed: 1);
        var objective = new BackpropagationThroughTime<double>(network, new MeanSquaredError<double>()) { Window = 3 };
        return (network, new(objective, new Adam<double>(Double13.ParameterCount)) { BatchSize = 4, Seed = 2, CheckpointPath = file });
    }

    /// <summary>An objective of nothing, which keeps the numbers.</summary>
    private sealed class Reseeded() : Objective<double>(new Double13())
    {
        public List<long> Numbers { get; } = [];

        public override int InputSize => Waves.InputSize;

        public override int TargetSize => Waves.TargetSize;

        public override void Reseed(long seed) => Numbers.Add(seed);

        public override double Accumulate(SequenceBatch<double> batch, int window, Span<double> parameterGradients) => 0;

        public override double Evaluate(SequenceBatch<double> batch) => 0;
    }
}
