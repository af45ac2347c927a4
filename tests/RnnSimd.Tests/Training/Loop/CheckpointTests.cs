using RnnSimd.Interop;
using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnnsimd-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "training.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(25)]
    public void Training_that_is_resumed_has_the_bits_of_training_that_never_stopped(int steps)
    {
        var expected = new CheckpointedTraining();
        var expectedReports = expected.Train();

        // An epoch has four batches of two windows each. Stopped in the middle of a batch, of an epoch or at its end, and gone on with by objects that know nothing of it.
        var stopped = new CheckpointedTraining(File);
        var before = stopped.TrainSteps(steps);
        var resumed = new CheckpointedTraining();
        resumed.Trainer.Resume(File);
        var after = resumed.Train();

        Assert.Equal(expected.Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
        Assert.Equal(expectedReports, before.Concat(after));
        Assert.Equal(expected.Optimizer.State[1].Values.ToArray(), resumed.Optimizer.State[1].Values.ToArray());
    }

    [Fact]
    public void The_best_parameters_survive()
    {
        var expected = new CheckpointedTraining(patience: 2, schedule: new Leap(steps: 16));
        var reports = expected.Train();
        var best = reports.Last(report => report.IsBest).Epoch;
        Assert.InRange(best, 1, CheckpointedTraining.Epochs - 1);

        // An epoch has eight steps. Stopped right after the best one: what comes then is worse.
        var stopped = new CheckpointedTraining(File, patience: 2, schedule: new Leap(steps: 16));
        stopped.Trainer.Train(CheckpointedTraining.Data, best, cancellation: Stop);
        var resumed = new CheckpointedTraining(patience: 2, schedule: new Leap(steps: 16));
        resumed.Trainer.Resume(File);
        resumed.Train();

        Assert.Equal(expected.Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
    }

    [Fact]
    public void A_checkpoint_holds_parameters_as_any_tool_reads_them()
    {
        var setup = new CheckpointedTraining(File);
        setup.TrainSteps(3);

        // A safetensors file: eight bytes of length, then JSON.
        var text = System.IO.File.ReadAllText(File);
        Assert.Contains("\"parameters/0.Wi\":{\"dtype\":\"F64\",\"shape\":[13,3]", text, StringComparison.Ordinal);
        Assert.Contains("\"optimizer.mean/0.bf\":{\"dtype\":\"F64\",\"shape\":[13]", text, StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_damaged_byte_is_noticed_and_changes_nothing()
    {
        new CheckpointedTraining(File).TrainSteps(3);
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
        new CheckpointedTraining(File).TrainSteps(3);

        AssertRefused(new CheckpointedTraining(batchSize: 5), "another batch size: 10; this trainer has 5");
        AssertRefused(new CheckpointedTraining(seed: 2), "another seed: 1; this trainer has 2");
        AssertRefused(new CheckpointedTraining(patience: 2), "another patience: 0; this trainer has 2");
        AssertRefused(new CheckpointedTraining(rate: 0.02), "another learning rate: 0.01; this trainer has 0.02");
        AssertRefused(new CheckpointedTraining(maxNorm: 4), "another MaxNorm: 5; this trainer has 4");
        AssertRefused(new CheckpointedTraining(optimizer: new Sgd<double>(Lstm3To13.ParameterCount)), "this trainer has Sgd { Momentum = 0, Nesterov = False, WeightDecay = none }");
        AssertRefused(new CheckpointedTraining(optimizer: new Adam<double>(Lstm3To13.ParameterCount) { Beta2 = 0.99 }), "another optimizer: Adam { Beta1 = 0.9, Beta2 = 0.999,");
        AssertRefused(new CheckpointedTraining(schedule: new StepDecay(3, 0.5)), "this trainer has StepDecay { Length = 3, Decay = 0.5 }");
        AssertRefused(new CheckpointedTraining(schedule: new PlateauDecay(patience: 0, decay: 0.4) { MinimumGain = 0.02 }), "another schedule: PlateauDecay { Patience = 0, Decay = 0.5,");
        AssertRefused(new CheckpointedTraining(loss: new Huber<double>(0.5)), "Loss = Huber { Delta = 0.5 }, Weighting = Mean, Window = 4, Depth = 8, BurnIn = 0 }");
        AssertRefused(new CheckpointedTraining(depth: 4), "Window = 4, Depth = 8, BurnIn = 0 }; this trainer has ");
        AssertRefused(new CheckpointedTraining(network: new Lstm2To5()), "Network = RnnSimd.Tests.Networks.Lstm3To13, Loss = MeanSquaredError");
    }

    [Fact]
    public void Other_files_are_refused()
    {
        var setup = new CheckpointedTraining();
        Safetensors.Save(setup.Network, File);
        Assert.Contains("no checkpoint", Assert.Throws<InvalidDataException>(() => setup.Trainer.Resume(File)).Message, StringComparison.Ordinal);
        Safetensors.Save(setup.Network, File, new Dictionary<string, string> { ["format"] = "RnnSimd checkpoint", ["version"] = "1" });
        Assert.Contains("version 1", Assert.Throws<InvalidDataException>(() => setup.Trainer.Resume(File)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => setup.Trainer.Resume(File + "x"));
    }

    [Fact]
    public void An_epoch_cannot_be_ended_on_other_data()
    {
        var setup = new CheckpointedTraining(File);
        setup.TrainSteps(3);

        var error = Assert.Throws<ArgumentException>("training", () => setup.Trainer.Train(Waves.Of(1, 2), 2, cancellation: Stop));

        Assert.Contains("begun on 40 sequences and cannot be ended on 2", error.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(byte[] content, string what)
    {
        System.IO.File.WriteAllBytes(File, content);
        AssertRefused(new CheckpointedTraining(), "", what);
    }

    private void AssertRefused(CheckpointedTraining setup, string message, string what = "")
    {
        var before = setup.Network.Parameters.ToArray();
        var error = Record.Exception(() => setup.Trainer.Resume(File));
        Assert.True(error is InvalidDataException, $"{what}: {error?.ToString() ?? "nothing"}");
        Assert.Contains(message, error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, setup.Network.Parameters.ToArray());
        Assert.Equal((0, 0), (setup.Trainer.Epoch, setup.Optimizer.StepCount));
    }
}
