using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// Data sets from tensors. A data set keeps what it is given, which a span cannot be, so elements are copied; they may stand in any order and with gaps.
/// </summary>
public static class TensorDataExtensions
{
    /// <summary>Adds a sequence, or several of one length.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">The data set.</param>
    /// <param name="inputs"><c>[time, InputSize]</c>, one step or more, or <c>[sequences, time, InputSize]</c>.</param>
    /// <param name="targets">
    /// <c>[time, TargetSize]</c>, or <c>[TargetSize]</c> if only the last step has a target; if they are a sequence of their own, it has one step or
    /// more. With several sequences, <c>[sequences, time, TargetSize]</c> or <c>[sequences, TargetSize]</c>.
    /// </param>
    /// <exception cref="ArgumentException">A tensor has another shape. Nothing has been added then.</exception>
    public static void Add<T>(this SequenceDataset<T> data, in ReadOnlyTensorSpan<T> inputs, in ReadOnlyTensorSpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (inputs.Rank is not (2 or 3))
        {
            throw new ArgumentException(
                $"The shape is {TensorShape.Text(inputs.Lengths)}; it must be [time, InputSize] or [sequences, time, InputSize].", nameof(inputs));
        }

        var sequences = inputs.Lengths[..^2];
        var several = sequences.IsEmpty ? "" : "sequences, ";
        TensorShape.Fits(inputs, [.. sequences, TensorShape.OneOrMore, data.InputSize], nameof(inputs), $"[{several}time, InputSize]");
        if (data.TargetSteps == TargetSteps.Last)
        {
            TensorShape.Fits(targets, [.. sequences, data.TargetSize], nameof(targets), $"[{several}TargetSize]");
        }
        else
        {
            var steps = data.TargetSteps == TargetSteps.Every ? inputs.Lengths[^2] : TensorShape.OneOrMore;
            TensorShape.Fits(targets, [.. sequences, steps, data.TargetSize], nameof(targets), $"[{several}time, TargetSize]");
        }

        var count = sequences.IsEmpty ? 1 : checked((int)sequences[0]);
        var (allInputs, allTargets) = (Copy(inputs), Copy(targets));
        for (var i = 0; i < count; i++)
        {
            data.Add(Part(allInputs, i, count), Part(allTargets, i, count));
        }
    }

    /// <summary>
    /// Cuts a long series into windows that start a number of steps apart, and adds each:
    /// <see cref="SequenceDataset{T}.AddWindows(ReadOnlyMemory{T}, ReadOnlyMemory{T}, int, int)"/>.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">The data set.</param>
    /// <param name="inputs"><c>[time, InputSize]</c>, one step or more.</param>
    /// <param name="targets">
    /// <c>[time, TargetSize]</c>: for forecasts, the series some steps later. If only the last step has a target, a window gets that of its last step.
    /// </param>
    /// <param name="length">The number of steps of a window, 1 or more.</param>
    /// <param name="stride">The number of steps from one window to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="ArgumentException">A tensor has another shape. Nothing has been added then.</exception>
    /// <exception cref="InvalidOperationException">Targets are sequences of their own.</exception>
    public static void AddWindows<T>(
        this SequenceDataset<T> data, in ReadOnlyTensorSpan<T> inputs, in ReadOnlyTensorSpan<T> targets, int length, int stride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        data.ThrowIfNoWindows();
        TensorShape.Fits(inputs, [TensorShape.OneOrMore, data.InputSize], nameof(inputs), "[time, InputSize]");
        TensorShape.Fits(targets, [inputs.Lengths[0], data.TargetSize], nameof(targets), "[time, TargetSize]");
        data.AddWindows(Copy(inputs), Copy(targets), length, stride);
    }

    private static T[] Copy<T>(in ReadOnlyTensorSpan<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    private static ReadOnlyMemory<T> Part<T>(T[] elements, int number, int count)
    {
        var length = elements.Length / count;
        return elements.AsMemory(number * length, length);
    }
}
