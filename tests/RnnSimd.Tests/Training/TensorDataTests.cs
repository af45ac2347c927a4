using System.Buffers;
using System.Numerics.Tensors;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

/// <summary>Data sets from tensors: what the same elements in arrays make, and no shape that does not fit.</summary>
public sealed class TensorDataTests
{
    [Theory]
    [InlineData(TargetSteps.Every, new[] { 4, 3 })]
    [InlineData(TargetSteps.Last, new[] { 3 })]
    [InlineData(TargetSteps.Own, new[] { 7, 3 })]
    public void A_tensor_of_time_is_a_sequence(TargetSteps targetSteps, int[] targetShape)
    {
        var (inputs, targets) = (Counting(4, 2), Counting(targetShape));
        var (data, expected) = (Data(targetSteps), Data(targetSteps));
        data.Add(inputs, targets);
        expected.Add(Flat(inputs), Flat(targets));
        AssertSame(expected, data);
    }

    [Theory]
    [InlineData(TargetSteps.Every, new[] { 5, 4, 3 })]
    [InlineData(TargetSteps.Last, new[] { 5, 3 })]
    [InlineData(TargetSteps.Own, new[] { 5, 7, 3 })]
    public void A_tensor_of_sequences_is_as_many(TargetSteps targetSteps, int[] targetShape)
    {
        var (inputs, targets) = (Counting(5, 4, 2), Counting(targetShape));
        var (data, expected) = (Data(targetSteps), Data(targetSteps));
        data.Add(inputs, targets);
        foreach (var (x, y) in Flat(inputs).Chunk(4 * 2).Zip(Flat(targets).Chunk((int)targets.FlattenedLength / 5)))
        {
            expected.Add(x, y);
        }

        Assert.Equal(5, data.Count);
        AssertSame(expected, data);
    }

    [Fact]
    public void No_sequences_are_none()
    {
        var data = Data(TargetSteps.Every);
        data.Add(Counting(0, 4, 2), Counting(0, 4, 3));
        Assert.Equal(0, data.Count);
    }

    [Fact]
    public void Elements_are_copied()
    {
        var (inputs, targets) = (Counting(4, 2), Counting(4, 3));
        var data = Data(TargetSteps.Every);
        data.Add(inputs, targets);
        data.AddWindows(inputs, targets, length: 2, stride: 2);
        inputs.Fill(-1);
        targets.Fill(-1);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], data.InputsOf(0).ToArray());
        Assert.Equal([6, 7, 8, 9, 10, 11], data.TargetsOf(2).ToArray());
    }

    [Fact]
    public void Elements_may_stand_in_another_order_and_with_gaps()
    {
        // Features in columns of a wider table, and time in its rows.
        var table = Counting(4, 10);
        var data = Data(TargetSteps.Every);
        data.Add(table.AsReadOnlyTensorSpan([NRange.All, 1..3]), table.AsReadOnlyTensorSpan([NRange.All, 5..8]));
        Assert.Equal([1, 2, 11, 12, 21, 22, 31, 32], data.InputsOf(0).ToArray());
        Assert.Equal([5, 6, 7, 15, 16, 17, 25, 26, 27, 35, 36, 37], data.TargetsOf(0).ToArray());

        // [time, sequences, feature] seen as [sequences, time, feature].
        float[] inputs = [.. Enumerable.Range(0, 2 * 3 * 2)], targets = [.. Enumerable.Range(0, 2 * 3 * 3)];
        data.Add(new ReadOnlyTensorSpan<float>(inputs, [3, 2, 2], [2, 6, 1]), new ReadOnlyTensorSpan<float>(targets, [3, 2, 3], [3, 9, 1]));
        Assert.Equal(4, data.Count);
        Assert.Equal([2, 3, 8, 9], data.InputsOf(2).ToArray());
        Assert.Equal([6, 7, 8, 15, 16, 17], data.TargetsOf(3).ToArray());

        // A table with time in its columns.
        float[] columns = [.. Enumerable.Range(0, 4 * 2)];
        data.AddWindows(new ReadOnlyTensorSpan<float>(columns, [4, 2], [1, 4]), table.AsReadOnlyTensorSpan([NRange.All, 5..8]), length: 2, stride: 1);
        Assert.Equal([1, 5, 2, 6], data.InputsOf(5).ToArray());
        Assert.Equal([15, 16, 17, 25, 26, 27], data.TargetsOf(5).ToArray());
    }

    [Theory]
    [InlineData(TargetSteps.Every, 4, 3)]
    [InlineData(TargetSteps.Every, 3, 4)]
    [InlineData(TargetSteps.Every, 11, 1)]
    [InlineData(TargetSteps.Last, 4, 3)]
    public void Windows_are_those_of_memory(TargetSteps targetSteps, int length, int stride)
    {
        var (inputs, targets) = (Counting(10, 2), Counting(10, 3));
        var (data, expected) = (Data(targetSteps), Data(targetSteps));
        data.AddWindows(inputs, targets, length, stride);
        expected.AddWindows(Flat(inputs), Flat(targets), length, stride);
        AssertSame(expected, data);
    }

    [Theory]
    [InlineData(TargetSteps.Every, new[] { 8 }, new[] { 4, 3 }, "inputs", "[8]; it must be [time, InputSize] or [sequences, time, InputSize].")]
    [InlineData(TargetSteps.Every, new[] { 1, 1, 4, 2 }, new[] { 4, 3 }, "inputs", "[1, 1, 4, 2]; it must be [time, InputSize] or [sequences, time, InputSize].")]
    [InlineData(TargetSteps.Every, new[] { 2, 4 }, new[] { 4, 3 }, "inputs", "[2, 4]; it must be [time, InputSize] = [1 or more, 2].")]
    [InlineData(TargetSteps.Every, new[] { 0, 2 }, new[] { 0, 3 }, "inputs", "[0, 2]; it must be [time, InputSize] = [1 or more, 2].")]
    [InlineData(TargetSteps.Last, new[] { 5, 4, 1 }, new[] { 5, 3 }, "inputs", "[5, 4, 1]; it must be [sequences, time, InputSize] = [5, 1 or more, 2].")]
    [InlineData(TargetSteps.Every, new[] { 4, 2 }, new[] { 3, 4 }, "targets", "[3, 4]; it must be [time, TargetSize] = [4, 3].")]
    [InlineData(TargetSteps.Every, new[] { 4, 2 }, new[] { 5, 3 }, "targets", "[5, 3]; it must be [time, TargetSize] = [4, 3].")]
    [InlineData(TargetSteps.Every, new[] { 5, 4, 2 }, new[] { 4, 4, 3 }, "targets", "[4, 4, 3]; it must be [sequences, time, TargetSize] = [5, 4, 3].")]
    [InlineData(TargetSteps.Last, new[] { 4, 2 }, new[] { 4, 3 }, "targets", "[4, 3]; it must be [TargetSize] = [3].")]
    [InlineData(TargetSteps.Last, new[] { 5, 4, 2 }, new[] { 3 }, "targets", "[3]; it must be [sequences, TargetSize] = [5, 3].")]
    [InlineData(TargetSteps.Own, new[] { 4, 2 }, new[] { 0, 3 }, "targets", "[0, 3]; it must be [time, TargetSize] = [1 or more, 3].")]
    [InlineData(TargetSteps.Own, new[] { 5, 4, 2 }, new[] { 7, 5, 3 }, "targets", "[7, 5, 3]; it must be [sequences, time, TargetSize] = [5, 1 or more, 3].")]
    public void A_shape_that_does_not_fit_is_told_and_nothing_added(TargetSteps targetSteps, int[] inputs, int[] targets, string name, string message)
    {
        var data = Data(targetSteps);
        Refuses(name, message, () => data.Add(Counting(inputs), Counting(targets)));
        Assert.Equal(0, data.Count);
    }

    [Fact]
    public void Windows_are_cut_from_series_with_a_target_at_every_step()
    {
        var data = Data(TargetSteps.Every);
        var (inputs, targets) = (Counting(4, 2), Counting(4, 3));
        Refuses("inputs", "[2, 4]; it must be [time, InputSize] = [1 or more, 2].", () => data.AddWindows(Counting(2, 4), targets, 1, 1));
        Refuses("targets", "[5, 3]; it must be [time, TargetSize] = [4, 3].", () => data.AddWindows(inputs, Counting(5, 3), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => data.AddWindows(inputs, targets, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => data.AddWindows(inputs, targets, 1, 0));
        Assert.Throws<InvalidOperationException>(() => Data(TargetSteps.Own).AddWindows(inputs, targets, 1, 1));
        Assert.Equal(0, data.Count);
    }

    private static SequenceDataset<float> Data(TargetSteps targetSteps) => new(inputSize: 2, targetSize: 3, targetSteps);

    private static void AssertSame(SequenceDataset<float> expected, SequenceDataset<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.LengthOf(i), actual.LengthOf(i));
            Assert.Equal(expected.InputsOf(i), actual.InputsOf(i));
            Assert.Equal(expected.TargetsOf(i), actual.TargetsOf(i));
        }
    }

    private static void Refuses(string name, string message, Action call) =>
        Assert.StartsWith("The shape is " + message, Assert.Throws<ArgumentException>(name, call).Message, StringComparison.Ordinal);

    private static Tensor<float> Counting(params int[] shape) => Tensor.Create(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, length) => product * length)).Select(i => (float)i)],
        [.. shape.Select(length => (nint)length)]);

    private static float[] Flat(ReadOnlyTensorSpan<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
