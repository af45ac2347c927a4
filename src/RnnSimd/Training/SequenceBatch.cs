using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Sequences side by side as a network takes them, <c>[time, batch, feature]</c>. Shorter ones are padded at the end, with zeros. Its memory grows with the
/// largest batch and is used again for the next.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class SequenceBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _inputs = [];
    private T[] _targets = [];
    private int[] _lengths = [];
    private int[] _targetLengths = [];
    private int[] _consecutive = [];

    /// <summary>The number of time steps: that of the longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>The number of sequences.</summary>
    public int Count { get; private set; }

    /// <summary><c>[time, batch, InputSize]</c>; zero where a sequence has ended.</summary>
    public ReadOnlySpan<T> Inputs => _inputs.AsSpan(0, InputLength);

    /// <summary><c>[time, batch, TargetSize]</c>; zero where there is no target. Time is that of the targets if they are a sequence of their own.</summary>
    public ReadOnlySpan<T> Targets => _targets.AsSpan(0, TargetLength);

    /// <summary>The number of steps of each sequence.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Count);

    /// <summary>Whether some sequences are shorter than others.</summary>
    public bool IsPadded => Lengths.ContainsAnyExcept(Steps);

    /// <summary>The number of time steps of the targets: <see cref="Steps"/>, or that of the longest if they are sequences of their own.</summary>
    public int TargetSteps { get; private set; }

    /// <summary>The number of steps of each sequence of targets: <see cref="Lengths"/>, unless they are sequences of their own.</summary>
    public ReadOnlySpan<int> TargetLengths => _targetLengths.AsSpan(0, Count);

    private int InputLength { get; set; }

    private int TargetLength { get; set; }

    /// <summary>Takes sequences from a data set in place of those that it had.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="indices">Their numbers in it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence; the batch is as it was.</exception>
    /// <exception cref="InvalidOperationException">They have more elements, padded, than an array holds; the batch is as it was.</exception>
    public void Fill(SequenceDataset<T> data, ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(data);
        var own = data.TargetSteps == Training.TargetSteps.Own;
        var (steps, targetSteps) = (0, 0);
        foreach (var index in indices)
        {
            steps = Math.Max(steps, data.LengthOf(index));
            targetSteps = Math.Max(targetSteps, own ? data.TargetLengthOf(index) : data.LengthOf(index));
        }

        // Both are known before anything changes.
        var inputLength = Memory.ArrayLength((long)steps * indices.Length * data.InputSize);
        var targetLength = Memory.ArrayLength((long)targetSteps * indices.Length * data.TargetSize);
        (Steps, TargetSteps, Count) = (steps, targetSteps, indices.Length);
        (InputLength, TargetLength) = (inputLength, targetLength);
        var inputs = Memory.Sized(ref _inputs, inputLength);
        var targets = Memory.Sized(ref _targets, targetLength);
        var lengths = Memory.Sized(ref _lengths, Count);
        var targetLengths = Memory.Sized(ref _targetLengths, Count);
        for (var stream = 0; stream < Count; stream++)
        {
            var index = indices[stream];
            lengths[stream] = data.LengthOf(index);
            targetLengths[stream] = own ? data.TargetLengthOf(index) : lengths[stream];
            var firstTarget = data.TargetSteps == Training.TargetSteps.Last ? lengths[stream] - 1 : 0;
            Copy(data.InputsOf(index), Steps, inputs, data.InputSize, stream, firstStep: 0);
            Copy(data.TargetsOf(index), TargetSteps, targets, data.TargetSize, stream, firstTarget);
        }
    }

    /// <summary>Takes consecutive sequences from a data set in place of those that it had.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="first">The number of the first in it.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence; the batch is as it was.</exception>
    /// <exception cref="InvalidOperationException">They have more elements, padded, than an array holds; the batch is as it was.</exception>
    public void Fill(SequenceDataset<T> data, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var indices = Memory.Sized(ref _consecutive, count);
        for (var i = 0; i < count; i++)
        {
            indices[i] = first + i;
        }

        Fill(data, indices);
    }

    /// <summary>Copies consecutive steps of one stream, and zeros into all others.</summary>
    private void Copy(ReadOnlySpan<T> source, int steps, Span<T> destination, int size, int stream, int firstStep)
    {
        for (var step = 0; step < steps; step++)
        {
            var row = destination.Slice((step * Count + stream) * size, size);
            var start = (step - firstStep) * size;
            if (start >= 0 && start < source.Length)
            {
                source.Slice(start, size).CopyTo(row);
            }
            else
            {
                row.Clear();
            }
        }
    }
}
