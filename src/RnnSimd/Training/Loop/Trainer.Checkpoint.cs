using RnnSimd.Interop;

namespace RnnSimd.Training;

// What it takes to go on as if nothing had happened. All randomness is that of Seed, Epoch and the place in the epoch.
public sealed partial class Trainer<T>
{
    /// <summary>
    /// Saves a checkpoint: the parameters, the best ones so far, the state of optimizer and schedule, and how far training has come. A file that stood
    /// there is replaced only once the new one is complete on disk, so a process that is killed at any moment leaves one or the other whole.
    /// </summary>
    /// <param name="path">The file, in the safetensors format. While it is written, its content is in <c>path.tmp</c>.</param>
    /// <exception cref="IOException">The file cannot be written; whatever stood there is untouched.</exception>
    /// <exception cref="InvalidOperationException">The trainer is training, on another thread.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfTraining(elsewhere: true);
        var facts = Facts();
        var layout = LayoutOf(facts);
        var elements = new T[layout.Length];
        LastParameters().CopyTo(layout.Parameters(elements));
        _best.Parameters.CopyTo(layout.Best(elements));
        foreach (var (index, state) in _optimizer.State.Index())
        {
            state.Values.CopyTo(layout.OptimizerState(elements, index));
        }

        _carried.Elements.CopyTo(layout.Carried(elements));
        AtomicFile.Write(path, stream => CheckpointFile.Write<T>(stream, layout.Infos, elements, facts.ToMetadata()));
    }

    /// <summary>Goes back to where a checkpoint was saved: <see cref="Train"/> goes on from there, with the same bits as if it had never stopped.</summary>
    /// <remarks>
    /// Networks are compared by the names of their classes and by their parameters; who changes an equation and not its parameters has to know what
    /// that means. A checkpoint holds no state before its own: if the very next loss is not finite, the parameters stay those of the checkpoint.
    /// </remarks>
    /// <param name="path">What <see cref="Save"/> has written, for a trainer of the same networks, optimizer and settings.</param>
    /// <exception cref="InvalidDataException">
    /// This is no checkpoint, it is damaged, of another version, or that of a trainer with other networks or another setting (loss, window, optimizer,
    /// learning rate, schedule, clipping, batch size, seed, patience): the message says which. Nothing has changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The trainer is training.</exception>
    public void Resume(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfTraining();
        using var stream = File.OpenRead(path);
        var (facts, layout, elements) = CheckpointFile.Read(stream, saved =>
        {
            Facts().ThrowIfOther(saved);
            return LayoutOf(saved);
        });
        _parameters.CopyFrom(layout.Parameters(elements));
        _best.Set(layout.Best(elements), facts.BestLoss, facts.Waited);
        foreach (var (index, state) in _optimizer.State.Index())
        {
            layout.OptimizerState(elements, index).CopyTo(state.Values);
        }

        _carried.Set(layout.Carried(elements));
        facts.ScheduleState.CopyTo(Schedule.State);
        (_optimizer.StepCount, _position) = (facts.StepCount, facts.Position);
        (_last, _hasGood) = (null, false);
    }

    private CheckpointLayout<T> LayoutOf(CheckpointFacts facts) => new(_parameters, _best.Parameters.Length > 0, _optimizer, facts.Carried);

    private CheckpointFacts Facts() => new()
    {
        Objective = _objective.ToString(),
        Optimizer = _optimizer.ToString(),
        LearningRate = _optimizer.LearningRate,
        Schedule = Schedule.ToString(),
        MaxNorm = MaxNorm,
        MaxValue = MaxValue,
        Seed = Seed,
        BatchSize = BatchSize,
        Patience = Patience,
        StepCount = _optimizer.StepCount,
        Position = _position,
        BestLoss = _best.Loss,
        Waited = _best.Waited,
        ScheduleState = [.. Schedule.State],
        Carried = _carried.Elements.Length,
    };
}
