using System.Numerics;

namespace RnnSimd.Training;

/// <summary>Sequences of any lengths with their targets: what a network learns from, or what it is tested on. It holds references, no copies.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class SequenceDataset<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(ReadOnlyMemory<T> Inputs, ReadOnlyMemory<T> Targets, int Length)> _sequences = [];

    /// <summary>Makes a data set without sequences.</summary>
    /// <param name="inputSize">The number of elements of an input, 1 or more: <see cref="IRecurrentNetwork{T}.InputSize"/>.</param>
    /// <param name="targetSize">The number of elements of a target, 1 or more; it depends on the loss.</param>
    /// <param name="targetSteps">Which steps have a target.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or <paramref name="targetSteps"/> is none of its values.</exception>
    public SequenceDataset(int inputSize, int targetSize, TargetSteps targetSteps = TargetSteps.Every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        if (!Enum.IsDefined(targetSteps))
        {
            throw new ArgumentOutOfRangeException(nameof(targetSteps), targetSteps, "Targets belong to every step, to the last, or are a sequence of their own.");
        }

        (InputSize, TargetSize, TargetSteps) = (inputSize, targetSize, targetSteps);
    }

    /// <summary>The number of elements of an input.</summary>
    public int InputSize { get; }

    /// <summary>The number of elements of a target.</summary>
    public int TargetSize { get; }

    /// <summary>Which steps have a target.</summary>
    public TargetSteps TargetSteps { get; }

    /// <summary>The number of sequences.</summary>
    public int Count => _sequences.Count;

    /// <summary>Adds a sequence.</summary>
    /// <param name="inputs"><c>[time, InputSize]</c>, one step or more.</param>
    /// <param name="targets">
    /// <c>[time, TargetSize]</c>, or <c>[TargetSize]</c> if only the last step has a target; if they are a sequence of their own, it has one step or more.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public void Add(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets) =>
        _sequences.Add((inputs, targets, StepsOf(inputs, targets, TargetSteps)));

    /// <summary>Cuts a long series into windows that start a number of steps apart, and adds each. What does not fill a window at the end is left out.</summary>
    /// <param name="inputs"><c>[time, InputSize]</c>.</param>
    /// <param name="targets">
    /// <c>[time, TargetSize]</c>: for forecasts, the series some steps later. If only the last step has a target, a window gets that of its last step.
    /// </param>
    /// <param name="length">The number of steps of a window, 1 or more.</param>
    /// <param name="stride">The number of steps from one window to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="ArgumentException">The series do not have the same number of whole steps.</exception>
    /// <exception cref="InvalidOperationException">Targets are sequences of their own.</exception>
    public void AddWindows(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets, int length, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ThrowIfNoWindows();
        var steps = StepsOf(inputs, targets, TargetSteps.Every);
        var targetLength = TargetSteps == TargetSteps.Last ? 1 : length;
        for (var start = 0; start <= steps - length; start += stride)
        {
            var firstTarget = start + length - targetLength;
            Add(inputs.Slice(start * InputSize, length * InputSize), targets.Slice(firstTarget * TargetSize, targetLength * TargetSize));
        }
    }

    /// <summary>Checks that sequences can be windows of a series.</summary>
    /// <exception cref="InvalidOperationException">Their targets are sequences of their own.</exception>
    internal void ThrowIfNoWindows()
    {
        if (TargetSteps == TargetSteps.Own)
        {
            throw new InvalidOperationException(
                $"Windows are cut from a series with a target at every step, but this data set's targets are sequences of their own (TargetSteps.{TargetSteps}).");
        }
    }

    /// <summary>The number of steps of a sequence.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public int LengthOf(int index) => _sequences[index].Length;

    /// <summary>The number of steps of a sequence's targets: 1 if only the last step has one.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public int TargetLengthOf(int index) => _sequences[index].Targets.Length / TargetSize;

    /// <summary>The inputs of a sequence, <c>[time, InputSize]</c>.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<T> InputsOf(int index) => _sequences[index].Inputs.Span;

    /// <summary>The targets of a sequence, <c>[time, TargetSize]</c> or <c>[TargetSize]</c>.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<T> TargetsOf(int index) => _sequences[index].Targets.Span;

    /// <summary>Some of the sequences, for example those to validate with.</summary>
    /// <param name="range">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the sequences.</exception>
    public SequenceDataset<T> Slice(Range range)
    {
        var (start, count) = range.GetOffsetAndLength(Count);
        var some = new SequenceDataset<T>(InputSize, TargetSize, TargetSteps);
        some._sequences.AddRange(_sequences.GetRange(start, count));
        return some;
    }

    private int StepsOf(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets, TargetSteps targetSteps)
    {
        var steps = inputs.Length / InputSize;
        if (steps == 0 || inputs.Length % InputSize != 0)
        {
            throw new ArgumentException($"Inputs must be one or more steps of {InputSize} elements, but there are {inputs.Length}.", nameof(inputs));
        }

        if (targetSteps == TargetSteps.Own)
        {
            return targets.Length > 0 && targets.Length % TargetSize == 0
                ? steps
                : throw new ArgumentException($"Targets must be one or more steps of {TargetSize} elements, but there are {targets.Length}.", nameof(targets));
        }

        var expected = targetSteps == TargetSteps.Every ? steps * TargetSize : TargetSize;
        return targets.Length == expected
            ? steps
            : throw new ArgumentException($"For {steps} steps there must be {expected} target elements, but there are {targets.Length}.", nameof(targets));
    }
}
