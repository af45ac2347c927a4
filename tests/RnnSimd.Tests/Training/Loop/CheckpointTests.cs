using System.Diagnostics;
using RnnSimd.Interop;
using RnnSimd.Tests.Networks;
using RnnSimd.Tests.Testing;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 6;
    private const string PathVariable = "RNNSIMD_CHECKPOINT";

    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 40).Select(i => 3 + i % 5)];

    private readonly string _folder = Directory.CreateTempSubdirectory("rnnsimd-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "training.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(17)]
    public void Training_that_is_resumed_has_the_bits_of_training_that_never_stopped(int batches)
    {
        var expected = new Setup();
        var expectedReports = expected.Train();

        // Stopped in the middle of an epoch or at its end, and gone on with by objects that know nothing of it.
        var stopped = new Setup(File);
        var before = stopped.TrainBatches(batches);
        var resumed = new Setup();
        resumed.Trainer.Resume(File);
        var after = resumed.Train();

        Assert.Equal(expected.Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
        Assert.Equal(expectedReports, before.Concat(after));
        Assert.Equal(expected.Optimizer.State[1].Values.ToArray(), resumed.Optimizer.State[1].Values.ToArray());
    }

    [Fact]
    public void The_best_parameters_survive()
    {
        var expected = new Setup(patience: 2, rate: 2);
        var reports = expected.Train();
        var best = reports.Last(report => report.IsBest).Epoch;
        Assert.InRange(best, 1, Epochs - 1);

        // Stopped right after the best epoch: what comes then is worse.
        var stopped = new Setup(File, patience: 2, rate: 2);
        stopped.Trainer.Train(Setup.Data, best, cancellation: Stop);
        var resumed = new Setup(patience: 2, rate: 2);
        resumed.Trainer.Resume(File);
        resumed.Train();

        Assert.Equal(expected.Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
    }

    [Fact]
    public void A_checkpoint_holds_parameters_as_any_tool_reads_them()
    {
        var setup = new Setup(File);
        setup.TrainBatches(3);

        // A safetensors file: eight bytes of length, then JSON.
        var text = System.IO.File.ReadAllText(File);
        Assert.Contains("\"parameters/0.Wi\":{\"dtype\":\"F64\",\"shape\":[13,3]", text, StringComparison.Ordinal);
        Assert.Contains("\"optimizer.mean/0.bf\":{\"dtype\":\"F64\",\"shape\":[13]", text, StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_damaged_byte_is_noticed_and_changes_nothing()
    {
        new Setup(File).TrainBatches(3);
        var bytes = System.IO.File.ReadAllBytes(File);
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])bytes.Clone();

            // Some at the start, where lengths and the header are, the others anywhere.
            var place = random.Next(i < 100 ? 1000 : bytes.Length);
            damaged[place] ^= (byte)(1 << random.Next(8));
            AssertRefused(damaged, $"byte {place}");
        }

        foreach (var length in new[] { 0, 4, 8, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            AssertRefused(bytes[..length], $"{length} bytes");
        }

        AssertRefused([.. bytes, 0], "a byte more");
    }

    [Fact]
    public void A_checkpoint_of_another_trainer_is_refused_with_what_is_different()
    {
        new Setup(File).TrainBatches(3);

        AssertRefused(new Setup(batchSize: 5), "another batch size: 10; this trainer has 5");
        AssertRefused(new Setup(seed: 2), "another seed: 1; this trainer has 2");
        AssertRefused(new Setup(patience: 2), "another patience: 0; this trainer has 2");
        AssertRefused(new Setup(optimizer: new Sgd<double>(Lstm3To13.ParameterCount)), "another optimizer: RnnSimd.Training.Adam`1[System.Double]; this trainer has RnnSimd.Training.Sgd");
        AssertRefused(new Setup(schedule: new StepDecay(3, 0.5)), "another schedule: RnnSimd.Training.PlateauDecay; this trainer has RnnSimd.Training.StepDecay");
        AssertRefused(new Setup(network: new Lstm2To5()), "\"parameters/0.Wi\" is [13, 3], but the network needs [5, 2]");
    }

    [Fact]
    public void Other_files_are_refused()
    {
        var setup = new Setup();
        Safetensors.Save(setup.Network, File);
        Assert.Contains("no checkpoint", Assert.Throws<InvalidDataException>(() => setup.Trainer.Resume(File)).Message, StringComparison.Ordinal);
        Safetensors.Save(setup.Network, File, new Dictionary<string, string> { ["format"] = "RnnSimd checkpoint", ["version"] = "2" });
        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => setup.Trainer.Resume(File)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => setup.Trainer.Resume(File + "x"));
    }

    [Fact]
    public void An_epoch_cannot_be_ended_on_other_data()
    {
        var setup = new Setup(File);
        setup.TrainBatches(3);

        var error = Assert.Throws<ArgumentException>("training", () => setup.Trainer.Train(Waves.Of(1, 2), 2, cancellation: Stop));

        Assert.Contains("begun on 40 sequences and cannot be ended on 2", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Kills processes that save a checkpoint after each batch, at random moments, until one gets to the end.</summary>
    [Fact]
    public async Task Training_that_is_killed_again_and_again_ends_with_the_same_bits()
    {
        var expected = new Setup();
        expected.Train();
        var random = new Random(1);
        var (kills, resumed) = (0, 0);
        while (true)
        {
            // Longer and longer, so that it ends on slow machines too.
            using var process = Process.Start(ChildProcess.Of(typeof(CheckpointTests), nameof(Train_in_a_process_to_be_killed), (PathVariable, File)))!;
            var delay = Task.Delay(random.Next(100, 600 + 50 * kills), Stop);
            if (await Task.WhenAny(process.WaitForExitAsync(Stop), delay) != delay)
            {
                Assert.Equal(0, process.ExitCode);
                break;
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Stop);
            kills++;
            if (System.IO.File.Exists(File))
            {
                // Whenever it was, the file is whole.
                new Setup().Trainer.Resume(File);
                resumed++;
            }

            Assert.True(kills < 200, "it gets no further");
        }

        var last = new Setup();
        last.Trainer.Resume(File);
        Assert.Equal(Epochs, last.Trainer.Epoch);
        Assert.Equal(expected.Network.Parameters.ToArray(), last.Network.Parameters.ToArray());
        Assert.True(resumed > 3, $"of {kills} processes {resumed} had saved something before they were killed");
    }

    [Fact(Explicit = true)]
    public void Train_in_a_process_to_be_killed()
    {
        var file = Environment.GetEnvironmentVariable(PathVariable)!;
        var setup = new Setup(file);
        if (System.IO.File.Exists(file))
        {
            setup.Trainer.Resume(file);
        }

        setup.Train(new Slow());
    }

    private void AssertRefused(byte[] content, string what)
    {
        System.IO.File.WriteAllBytes(File, content);
        AssertRefused(new Setup(), "", what);
    }

    private void AssertRefused(Setup setup, string message, string what = "")
    {
        var before = setup.Network.Parameters.ToArray();
        var error = Record.Exception(() => setup.Trainer.Resume(File));
        Assert.True(error is InvalidDataException, $"{what}: {error?.ToString() ?? "nothing"}");
        Assert.Contains(message, error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, setup.Network.Parameters.ToArray());
        Assert.Equal((0, 0), (setup.Trainer.Epoch, setup.Optimizer.StepCount));
    }

    /// <summary>Lets training take about as long as it takes to start a process, so that kills come at all places.</summary>
    private sealed class Slow : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Thread.Sleep(50);
    }

    /// <summary>A trainer with all that has a state: moments, a schedule that listens, shuffled data, windows.</summary>
    private sealed class Setup
    {
        public Setup(
            string? file = null, int seed = 1, int batchSize = 10, int patience = 0, double rate = 0.01, Optimizer<double>? optimizer = null,
            LearningRateSchedule? schedule = null, IRecurrentNetwork<double>? network = null)
        {
            Network = network ?? new Lstm3To13(seed: 1);
            Optimizer = optimizer ?? new Adam<double>(Network.ParameterCount) { LearningRate = rate };
            var objective = new BackpropagationThroughTime<double>(Network, new MeanSquaredError<double>()) { Window = 4 };
            Trainer = new(objective, Optimizer)
            {
                Seed = seed,
                BatchSize = batchSize,
                Patience = patience,
                Schedule = schedule ?? new PlateauDecay(patience: 0, decay: 0.5) { MinimumGain = 0.02 },
                CheckpointPath = file,
                CheckpointBatches = 1,
            };
        }

        public static SequenceDataset<double> Data => Waves.Of(s_lengths);

        public IRecurrentNetwork<double> Network { get; }

        public Optimizer<double> Optimizer { get; }

        public Trainer<double> Trainer { get; }

        public IReadOnlyList<EpochReport> Train(IProgress<TrainingProgress>? progress = null) =>
            Trainer.Train(Data, Epochs, progress: progress, cancellation: Stop);

        public List<EpochReport> TrainBatches(int batches)
        {
            var reports = new List<EpochReport>();
            using var source = new CancellationTokenSource();
            var count = new Counter(() =>
            {
                if (--batches == 0)
                {
                    source.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Trainer.Train(Data, Epochs, onEpoch: reports.Add, progress: count, cancellation: source.Token));
            return reports;
        }

        private sealed class Counter(Action count) : IProgress<TrainingProgress>
        {
            public void Report(TrainingProgress value) => count();
        }
    }
}
