using FsCheck;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class StepWeightingTests
{
    [Fact]
    public void The_mean_counts_every_step_of_full_streams_alike() =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Fill(StepWeighting.Mean, steps: 2, batch: 2));

    [Fact]
    public void The_sum_over_time_is_a_mean_over_streams() =>
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], Fill(StepWeighting.Sum, steps: 3, batch: 2));

    [Fact]
    public void The_last_step_of_each_stream_is_its_own() =>
        Assert.Equal([0, 0, 0.5, 0, 0, 0, 0.5, 0, 0], Fill(StepWeighting.Last, steps: 3, batch: 3, lengths: [3, 0, 1]));

    [Fact]
    public void Steps_after_the_end_of_a_stream_count_nothing()
    {
        // Three steps of the first stream and one of the second.
        Assert.Equal([0.25, 0.25, 0.25, 0, 0.25, 0], Fill(StepWeighting.Mean, steps: 3, batch: 2, lengths: [3, 1]));
        Assert.Equal([0.5, 0.5, 0.5, 0, 0.5, 0], Fill(StepWeighting.Sum, steps: 3, batch: 2, lengths: [3, 1]));
    }

    [Fact]
    public void Burn_in_counts_nothing()
    {
        // Of the second stream nothing is left.
        Assert.Equal([0, 0, 0.5, 0, 0.5, 0], Fill(StepWeighting.Mean, steps: 3, batch: 2, lengths: [3, 1], burnIn: 1));
        Assert.Equal([0, 0, 1, 0, 1, 0], Fill(StepWeighting.Sum, steps: 3, batch: 2, lengths: [3, 1], burnIn: 1));
        Assert.Equal([0, 0, 0, 0, 1, 0], Fill(StepWeighting.Last, steps: 3, batch: 2, lengths: [3, 1], burnIn: 1));
    }

    [Fact]
    public void Weights_of_ones_own_count_where_steps_do() =>
        Assert.Equal([0, 0, 1, 1, 2, 0], Fill(StepWeighting.PerStep(1, 2, 4, 8), steps: 3, batch: 2, lengths: [3, 2], burnIn: 1));

    [Fact]
    public void Where_no_step_counts_all_weights_are_0()
    {
        foreach (var weighting in new[] { StepWeighting.Mean, StepWeighting.Sum, StepWeighting.Last, StepWeighting.PerStep(1, 1) })
        {
            Assert.Equal([0, 0, 0, 0], Fill(weighting, steps: 2, batch: 2, lengths: [0, 1], burnIn: 1));
            Assert.Empty(Fill(weighting, steps: 0, batch: 2));
        }
    }

    [Property]
    public void A_loss_of_1_at_each_step_has_a_mean_of_1(PositiveInt steps, PositiveInt batch, int seed, NonNegativeInt burnIn)
    {
        var random = new Random(seed);
        int[] lengths = [.. Enumerable.Range(0, batch.Get).Select(_ => random.Next(steps.Get + 1))];
        var counting = lengths.Sum(length => Math.Max(0, length - burnIn.Get));
        var streams = lengths.Count(length => length > burnIn.Get);

        Assert.Equal(counting > 0 ? 1 : 0, Fill(StepWeighting.Mean, steps.Get, batch.Get, lengths, burnIn.Get).Sum(), 1e-12);
        Assert.Equal(streams > 0 ? 1 : 0, Fill(StepWeighting.Last, steps.Get, batch.Get, lengths, burnIn.Get).Sum(), 1e-12);
        Assert.Equal(streams > 0 ? (double)counting / streams : 0, Fill(StepWeighting.Sum, steps.Get, batch.Get, lengths, burnIn.Get).Sum(), 1e-9);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("batch", ParamName(() => StepWeighting.Mean.Fill<float>([], batch: 0)));
        Assert.Equal("weights", ParamName(() => StepWeighting.Mean.Fill(new float[5], batch: 2)));
        Assert.Equal("lengths", ParamName(() => StepWeighting.Mean.Fill(new float[4], batch: 2, [1])));
        Assert.Equal("lengths", ParamName(() => StepWeighting.Mean.Fill(new float[4], batch: 2, [1, 3])));
        Assert.Equal("lengths", ParamName(() => StepWeighting.Mean.Fill(new float[4], batch: 2, [-1, 1])));
        Assert.Equal("burnIn", ParamName(() => StepWeighting.Mean.Fill(new float[4], batch: 2, burnIn: -1)));
        Assert.Equal("weights", ParamName(() => StepWeighting.PerStep(1).Fill(new float[4], batch: 2)));
        Assert.Equal("weights", ParamName(() => StepWeighting.PerStep(1, double.NaN)));

        static string? ParamName(Action action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
    }

    [Fact]
    public void Filling_allocates_nothing()
    {
        var weights = new float[60];
        var weighting = StepWeighting.PerStep(new double[20]);
        weighting.Fill(weights, batch: 3, [1, 2, 3], burnIn: 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        weighting.Fill(weights, batch: 3, [1, 2, 3], burnIn: 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Fill(StepWeighting weighting, int steps, int batch, int[]? lengths = null, int burnIn = 0)
    {
        // What was there before must not shine through.
        var weights = new double[steps * batch];
        Array.Fill(weights, double.NaN);
        weighting.Fill(weights, batch, lengths, burnIn);
        return weights;
    }
}
