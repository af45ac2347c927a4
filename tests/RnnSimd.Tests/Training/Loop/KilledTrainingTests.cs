using System.Diagnostics;
using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Whenever a process is killed that trains, its checkpoint is whole, and another goes on from it.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private const string PathVariable = "RNNSIMD_CHECKPOINT";

    private readonly string _folder = Directory.CreateTempSubdirectory("rnnsimd-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "training.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Kills processes that save a checkpoint after each batch, at random moments, until one gets to the end.</summary>
    [Fact]
    public async Task Training_that_is_killed_again_and_again_ends_with_the_same_bits()
    {
        var expected = new CheckpointedTraining();
        expected.Train();
        var random = new Random(1);
        var (kills, resumed) = (0, 0);
        while (true)
        {
            // Longer and longer, so that it ends on slow machines too.
            using var process = Process.Start(ChildProcess.Of(typeof(KilledTrainingTests), nameof(Train_in_a_process_to_be_killed), (PathVariable, File)))!;
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
                new CheckpointedTraining().Trainer.Resume(File);
                resumed++;
            }

            Assert.True(kills < 200, "it gets no further");
        }

        var last = new CheckpointedTraining();
        last.Trainer.Resume(File);
        Assert.Equal(CheckpointedTraining.Epochs, last.Trainer.Epoch);
        Assert.Equal(expected.Network.Parameters.ToArray(), last.Network.Parameters.ToArray());
        Assert.True(resumed > 3, $"of {kills} processes {resumed} had saved something before they were killed");
    }

    [Fact(Explicit = true)]
    public void Train_in_a_process_to_be_killed()
    {
        var file = Environment.GetEnvironmentVariable(PathVariable)!;
        var setup = new CheckpointedTraining(file);
        if (System.IO.File.Exists(file))
        {
            setup.Trainer.Resume(file);
        }

        // About as long as it takes to start a process, so that kills come at all places.
        setup.Train(new Listener(_ => Thread.Sleep(50)));
    }
}
