using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Hears of progress on the thread that trains; <see cref="Progress{T}"/> would hear of it later, on another.</summary>
internal sealed class Listener(Action<TrainingProgress> listen) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => listen(value);
}
