using System.Numerics;

namespace RnnSimd.Tests.Networks.Dropout;

/// <summary>The masks themselves: what dropout makes of ones.</summary>
public sealed class MaskTests
{
    private const int Size = 50;
    private const int Batch = 200;

    [Fact]
    public void Elements_are_dropped_at_the_rate_and_the_others_scaled_so_that_the_mean_stays()
    {
        var mask = Of(new Mask(), seed: 3);

        Assert.All(mask, element => Assert.True(element is 0 or 1 / (1 - Dropped.Rate), $"{element}"));
        AssertRate(Dropped.Rate, mask.Select(element => element == 0));

        Assert.All(Of(new SingleMask(), seed: 3), element => Assert.True(element is 0 or (float)(1 / (1 - Dropped.Rate)), $"{element}"));
    }

    [Fact]
    public void Both_precisions_drop_the_same_elements() =>
        Assert.Equal(Of(new Mask(), seed: 3).Select(element => element == 0), Of(new SingleMask(), seed: 3).Select(element => element == 0));

    // They must stay what they are, or a run could not be resumed by a later version: by the numbers of SplitMix64, whose first one is published.
    [Fact]
    public void Elements_are_numbers_of_SplitMix64_by_seed_layer_call_stream_and_place()
    {
        Assert.Equal(0xE220A8397B1DCDAF, new SplitMix(0).Next());
        var mask = Of(new Mask(), seed: -3);
        for (var stream = 0; stream < Batch; stream++)
        {
            var numbers = new SplitMix(SplitMix.At(SplitMix.At(SplitMix.At(unchecked((ulong)-3), 0), 0), stream));
            for (var i = 0; i < Size; i++)
            {
                Assert.Equal((numbers.Next() >> 11) / (double)(1L << 53) < Dropped.Rate, mask[stream * Size + i] == 0);
            }
        }
    }

    [Fact]
    public void Neighbours_streams_and_seeds_are_independent_of_each_other()
    {
        bool[] mask = [.. Of(new Mask(), seed: 3).Select(element => element == 0)];
        bool[] next = [.. Of(new Mask(), seed: 4).Select(element => element == 0)];

        AssertRate(Dropped.Rate * Dropped.Rate, mask.Zip(mask.Skip(1), (a, b) => a && b));
        AssertRate(Dropped.Rate * Dropped.Rate, mask.Zip(mask.Skip(Size), (a, b) => a && b));
        AssertRate(Dropped.Rate * Dropped.Rate, mask.Zip(next, (a, b) => a && b));
    }

    [Fact]
    public void Layers_and_calls_have_masks_of_their_own()
    {
        const double kept = (1 - Dropped.Rate) * (1 - Dropped.Rate);
        AssertRate(1 - kept, Of(new TwoMasks(), seed: 3).Select(element => element == 0));

        var state = new double[Batch * TwoMasksOfALayer.StateSize];
        var sums = Of(new TwoMasksOfALayer(), seed: 3, state: state);
        AssertRate(Dropped.Rate * Dropped.Rate, sums.Select(element => element == 0));
        for (var stream = 0; stream < Batch; stream++)
        {
            for (var i = 0; i < Size; i++)
            {
                Assert.Equal(sums[stream * Size + i], state[stream * 2 * Size + i] + state[stream * 2 * Size + Size + i]);
            }
        }
    }

    [Fact]
    public void A_mask_is_the_same_at_every_step_and_whatever_else_runs()
    {
        const int steps = 30;
        var once = Of(new Mask(), seed: 3);
        var ones = Enumerable.Repeat(1.0, steps * Batch * Size).ToArray();
        var outputs = new double[ones.Length];
        int[] lengths = [.. Enumerable.Range(0, Batch).Select(stream => 7 * stream % (steps + 1))];
        new Mask().Forward(ones, [], outputs, Batch, lengths, new Tape<double> { DropoutSeed = 3, Threads = 3 });
        for (var i = 0; i < outputs.Length; i++)
        {
            var (step, stream) = (i / Size / Batch, i / Size % Batch);
            Assert.Equal(step < lengths[stream] ? once[i % (Batch * Size)] : 0, outputs[i]);
        }

        Assert.Equal(once[..(3 * Size)], Of(new Mask(), seed: 3, batch: 3));
    }

    [Fact]
    public void Each_Forward_adds_one_to_the_seed_unless_there_is_none()
    {
        var tape = new Tape<double>();
        Assert.Equal(0, tape.DropoutSeed);
        var (ones, outputs) = (Enumerable.Repeat(1.0, Size).ToArray(), new double[Size]);
        new Mask().Forward(ones, [], outputs, 1, tape);
        Assert.Equal(1, tape.DropoutSeed);
        new Mask().Forward(ones, [], outputs, 1, tape);
        Assert.Equal(Of(new Mask(), seed: 1, batch: 1), outputs);

        Assert.Throws<ArgumentException>(() => new Mask().Forward(ones, [], outputs, 2, tape));
        Assert.Equal(2, tape.DropoutSeed);

        tape.DropoutSeed = long.MaxValue;
        new Mask().Forward(ones, [], outputs, 1, tape);
        Assert.Equal(long.MinValue, tape.DropoutSeed);

        tape.DropoutSeed = null;
        new Mask().Forward(ones, [], outputs, 1, tape);
        Assert.Null(tape.DropoutSeed);
        Assert.Equal(ones, outputs);
    }

    private static T[] Of<T>(IRecurrentNetwork<T> network, long? seed, int batch = Batch, T[]? state = null)
        where T : unmanaged, INumber<T>
    {
        var ones = Enumerable.Repeat(T.One, batch * network.InputSize).ToArray();
        var outputs = new T[batch * network.OutputSize];
        network.Forward(ones, state ?? [], outputs, batch, new Tape<T> { DropoutSeed = seed });
        return outputs;
    }

    // Within four standard deviations.
    private static void AssertRate(double expected, IEnumerable<bool> draws)
    {
        var (count, total) = (draws.Count(draw => draw), draws.Count());
        var deviation = Math.Sqrt(expected * (1 - expected) / total);
        Assert.InRange((double)count / total, expected - 4 * deviation, expected + 4 * deviation);
    }
}
