using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class SequenceDatasetTests
{
    [Fact]
    public void Sequences_keep_their_lengths_and_their_data()
    {
        var data = new SequenceDataset<float>(inputSize: 2, targetSize: 1);
        data.Add(new float[] { 1, 2, 3, 4 }, new float[] { 5, 6 });
        data.Add(new float[] { 7, 8 }, new float[] { 9 });

        Assert.Equal(2, data.Count);
        Assert.Equal(2, data.LengthOf(0));
        Assert.Equal(1, data.LengthOf(1));
        Assert.Equal([1, 2, 3, 4], data.InputsOf(0).ToArray());
        Assert.Equal([9], data.TargetsOf(1).ToArray());
    }

    [Fact]
    public void One_target_for_a_sequence_belongs_to_its_last_step()
    {
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 2, TargetSteps.Last);
        data.Add(new double[] { 1, 2, 3 }, new double[] { 4, 5 });

        Assert.Equal(3, data.LengthOf(0));
        var error = Assert.Throws<ArgumentException>("targets", () => data.Add(new double[] { 1, 2, 3 }, new double[6]));
        Assert.Contains("3 steps", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 target elements, but there are 6", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, data.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    public void Inputs_are_one_or_more_whole_steps(int inputs, int targets)
    {
        var data = new SequenceDataset<float>(inputSize: 2, targetSize: 1);

        Assert.Throws<ArgumentException>(nameof(inputs), () => data.Add(new float[inputs], new float[targets]));
        Assert.Equal(0, data.Count);
    }

    [Fact]
    public void Windows_start_a_stride_apart_and_the_rest_is_left_out()
    {
        float[] series = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

        var windows = new SequenceDataset<float>(1, 1);
        windows.AddWindows(series.AsMemory(0, 9), series.AsMemory(1), length: 4, stride: 3);

        Assert.Equal(2, windows.Count);
        Assert.Equal([0, 1, 2, 3], windows.InputsOf(0).ToArray());
        Assert.Equal([3, 4, 5, 6], windows.InputsOf(1).ToArray());
        Assert.Equal([4, 5, 6, 7], windows.TargetsOf(1).ToArray());
    }

    [Fact]
    public void Windows_of_several_features_are_whole_steps()
    {
        double[] inputs = [1, 2, 3, 4, 5, 6], targets = [7, 8, 9];

        var windows = new SequenceDataset<double>(2, 1);
        windows.AddWindows(inputs, targets, length: 2, stride: 1);

        Assert.Equal([3, 4, 5, 6], windows.InputsOf(1).ToArray());
        Assert.Equal([8, 9], windows.TargetsOf(1).ToArray());
        windows.AddWindows(inputs, targets, length: 4, stride: 1);
        Assert.Equal(2, windows.Count);
        Assert.Throws<ArgumentOutOfRangeException>("length", () => windows.AddWindows(inputs, targets, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => windows.AddWindows(inputs, targets, 1, 0));
        Assert.Throws<ArgumentException>("targets", () => windows.AddWindows(inputs, new double[2], 1, 1));
    }

    [Fact]
    public void A_window_with_one_target_has_that_of_its_last_step()
    {
        double[] inputs = [0, 1, 2, 3, 4, 5, 6], targets = [0, 0.5, 10, 10.5, 20, 20.5, 30, 30.5, 40, 40.5, 50, 50.5, 60, 60.5];

        var windows = new SequenceDataset<double>(1, 2, TargetSteps.Last);
        windows.AddWindows(inputs, targets, length: 3, stride: 2);

        Assert.Equal(3, windows.Count);
        Assert.Equal([2, 3, 4], windows.InputsOf(1).ToArray());
        Assert.Equal([20, 20.5], windows.TargetsOf(0).ToArray());
        Assert.Equal([40, 40.5], windows.TargetsOf(1).ToArray());
        Assert.Equal([60, 60.5], windows.TargetsOf(2).ToArray());
        Assert.Throws<ArgumentException>("targets", () => windows.AddWindows(inputs, targets.AsMemory(0, 2), 3, 2));
        Assert.Equal(3, windows.Count);
    }

    [Fact]
    public void Targets_can_be_sequences_of_their_own()
    {
        var data = new SequenceDataset<float>(1, 2, TargetSteps.Own);
        data.Add(new float[] { 1, 2, 3 }, new float[] { 4, 5 });
        data.Add(new float[] { 1 }, new float[] { 2, 3, 4, 5, 6, 7 });

        Assert.Equal((3, 1, 1, 3), (data.LengthOf(0), data.TargetLengthOf(0), data.LengthOf(1), data.TargetLengthOf(1)));
        Assert.Throws<ArgumentException>("targets", () => data.Add(new float[1], new float[3]));
        Assert.Throws<ArgumentException>("targets", () => data.Add(new float[1], Array.Empty<float>()));
        var error = Assert.Throws<InvalidOperationException>(() => data.AddWindows(new float[4], new float[8], 1, 1));
        Assert.Contains("sequences of their own (TargetSteps.Own)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_is_some_of_the_sequences()
    {
        var data = new SequenceDataset<float>(1, 1, TargetSteps.Last);
        for (var i = 0; i < 5; i++)
        {
            data.Add(new float[i + 1], new float[] { i });
        }

        var last = data.Slice(3..);

        Assert.Equal(2, last.Count);
        Assert.Equal(TargetSteps.Last, last.TargetSteps);
        Assert.Equal([3f], last.TargetsOf(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(4..7));
    }

    [Fact]
    public void Sizes_and_indices_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => new SequenceDataset<float>(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targetSize", () => new SequenceDataset<float>(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("targetSteps", () => new SequenceDataset<float>(1, 1, (TargetSteps)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceDataset<float>(1, 1).LengthOf(0));
    }
}
