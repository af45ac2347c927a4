using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class SequenceBatchTests
{
    [Fact]
    public void Sequences_stand_side_by_side_and_shorter_ones_are_padded_with_zeros()
    {
        var data = new SequenceDataset<float>(inputSize: 2, targetSize: 1);
        data.Add(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 10, 20, 30 });
        data.Add(new float[] { 7, 8 }, new float[] { 70 });
        var batch = new SequenceBatch<float>();

        batch.Fill(data, [1, 0]);

        Assert.Equal((3, 2, true), (batch.Steps, batch.Count, batch.IsPadded));
        Assert.Equal([1, 3], batch.Lengths.ToArray());
        Assert.Equal([7, 8, 1, 2, /**/ 0, 0, 3, 4, /**/ 0, 0, 5, 6], batch.Inputs.ToArray());
        Assert.Equal([70, 10, /**/ 0, 20, /**/ 0, 30], batch.Targets.ToArray());
        Assert.Equal(3, batch.TargetSteps);
        Assert.Equal([1, 3], batch.TargetLengths.ToArray());
    }

    [Fact]
    public void One_target_stands_at_the_last_step_of_its_sequence()
    {
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 2, TargetSteps.Last);
        data.Add(new double[] { 1, 2, 3 }, new double[] { 10, 20 });
        data.Add(new double[] { 4, 5 }, new double[] { 30, 40 });
        var batch = new SequenceBatch<double>();

        batch.Fill(data, [0, 1]);

        Assert.Equal([0, 0, 0, 0, /**/ 0, 0, 30, 40, /**/ 10, 20, 0, 0], batch.Targets.ToArray());
    }

    [Fact]
    public void Targets_that_are_sequences_of_their_own_have_their_own_steps()
    {
        var data = new SequenceDataset<double>(inputSize: 1, targetSize: 2, TargetSteps.Own);
        data.Add(new double[] { 1, 2, 3 }, new double[] { 10, 20 });
        data.Add(new double[] { 4 }, new double[] { 30, 40, 50, 60 });
        var batch = new SequenceBatch<double>();

        batch.Fill(data, 0, 2);

        Assert.Equal((3, 2, 2), (batch.Steps, batch.TargetSteps, batch.Count));
        Assert.Equal([3, 1], batch.Lengths.ToArray());
        Assert.Equal([1, 2], batch.TargetLengths.ToArray());
        Assert.Equal([1, 4, /**/ 2, 0, /**/ 3, 0], batch.Inputs.ToArray());
        Assert.Equal([10, 20, 30, 40, /**/ 0, 0, 50, 60], batch.Targets.ToArray());
    }

    [Fact]
    public void Nothing_is_left_of_an_earlier_batch()
    {
        var data = new SequenceDataset<float>(1, 1);
        data.Add(new float[] { 1, 2, 3 }, new float[] { 4, 5, 6 });
        data.Add(new float[] { 7 }, new float[] { 8 });
        var batch = new SequenceBatch<float>();
        batch.Fill(data, [0, 0]);

        batch.Fill(data, [1]);
        Assert.Equal((1, 1, false), (batch.Steps, batch.Count, batch.IsPadded));
        Assert.Equal([7f], batch.Inputs.ToArray());

        batch.Fill(data, [1, 0]);
        Assert.Equal([7, 1, 0, 2, 0, 3], batch.Inputs.ToArray());
        Assert.Equal([8, 4, 0, 5, 0, 6], batch.Targets.ToArray());
    }

    [Fact]
    public void A_wrong_index_leaves_the_batch_as_it_was()
    {
        var data = new SequenceDataset<float>(1, 1);
        data.Add(new float[] { 1, 2 }, new float[] { 3, 4 });
        var batch = new SequenceBatch<float>();
        batch.Fill(data, [0]);

        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Fill(data, [0, 1]));

        Assert.Equal([1, 2], batch.Inputs.ToArray());
        Assert.Equal([2], batch.Lengths.ToArray());
    }

    [Fact]
    public void More_elements_than_an_array_holds_leave_the_batch_as_it_was()
    {
        const int steps = 70_000;
        var inputs = new SequenceDataset<float>(1, 1);
        inputs.Add(new float[] { 1, 2 }, new float[] { 3, 4 });
        inputs.Add(new float[steps], new float[steps]);
        var targets = new SequenceDataset<float>(1, 40_000, TargetSteps.Last);
        targets.Add(new float[steps], new float[40_000]);
        var batch = new SequenceBatch<float>();
        batch.Fill(inputs, [0]);

        Refuses("2450000000", () => batch.Fill(inputs, [.. Enumerable.Repeat(1, 35_000)]));
        Refuses("2800000000", () => batch.Fill(targets, 0, 1));

        void Refuses(string elements, Action fill)
        {
            var error = Assert.Throws<InvalidOperationException>(fill);
            Assert.Contains($"{elements} elements", error.Message, StringComparison.Ordinal);
            Assert.Contains($"holds {Array.MaxLength} at most", error.Message, StringComparison.Ordinal);
            Assert.Equal((2, 2, 1), (batch.Steps, batch.TargetSteps, batch.Count));
            Assert.Equal([1, 2], batch.Inputs.ToArray());
            Assert.Equal([3, 4], batch.Targets.ToArray());
            Assert.Equal([2], batch.Lengths.ToArray());
            Assert.Equal([2], batch.TargetLengths.ToArray());
        }
    }

    [Fact]
    public void Filling_again_allocates_nothing()
    {
        var data = new SequenceDataset<float>(1, 1);
        data.Add(new float[9], new float[9]);
        data.Add(new float[4], new float[4]);
        var batch = new SequenceBatch<float>();
        batch.Fill(data, [0, 1]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        batch.Fill(data, [1, 0]);
        batch.Fill(data, [1]);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
