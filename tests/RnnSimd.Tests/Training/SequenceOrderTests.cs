using RnnSimd.Tests.Networks.Dropout;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class SequenceOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(10_000)]
    public void Every_number_comes_once_and_what_was_there_does_not_count(int count)
    {
        var (order, again) = (new int[count], new int[count]);
        Array.Fill(again, -1);
        SequenceOrder.Shuffle(order, seed: 3, epoch: 4);
        SequenceOrder.Shuffle(again, seed: 3, epoch: 4);

        Assert.Equal(order, again);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }

    [Fact]
    public void Seed_and_epoch_decide_and_no_pair_has_the_order_of_another()
    {
        List<(int Seed, int Epoch)> pairs = [];
        for (var seed = -20; seed <= 20; seed++)
        {
            pairs.AddRange(Enumerable.Range(0, 20).Select(epoch => (seed, epoch)));
        }

        // 0x1000193 was once the number of epochs after which the orders of the next seed came.
        pairs.AddRange([(0, 0x1000193), (0, 2 * 0x1000193), (-1, 0x1000193 - 1), (int.MinValue, 0), (int.MaxValue, 0), (0, int.MaxValue)]);
        var pairOf = new Dictionary<string, (int, int)>();
        var order = new int[50];
        Assert.All(pairs, pair =>
        {
            SequenceOrder.Shuffle(order, pair.Seed, pair.Epoch);
            var text = string.Join(' ', order);
            Assert.True(pairOf.TryAdd(text, pair), $"{pair} has the order of {pairOf[text]}.");
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    public void All_orders_are_equally_likely_from_epoch_to_epoch(int seed) => AssertEquallyLikely((order, run) => SequenceOrder.Shuffle(order, seed, run));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void All_orders_are_equally_likely_from_seed_to_seed(int epoch) => AssertEquallyLikely((order, run) => SequenceOrder.Shuffle(order, run, epoch));

    [Fact]
    public void Every_number_is_equally_likely_at_every_place()
    {
        const int count = 10;
        var counts = new int[count * count];
        var order = new int[count];
        for (var epoch = 0; epoch < 1000 * count; epoch++)
        {
            SequenceOrder.Shuffle(order, seed: 5, epoch);
            for (var place = 0; place < count; place++)
            {
                counts[place * count + order[place]]++;
            }
        }

        // A thousand each. Rows and columns have one sum each, so 81 are free; of such, one in a thousand is above 126.1.
        Assert.InRange(ChiSquare(counts, expected: 1000) * (count - 1) / count, 0, 126.1);
    }

    // They must stay what they are, or a run could not be resumed by a later version: one number of SplitMix64 for each place that is yet free.
    [Fact]
    public void The_order_is_that_of_the_numbers_of_SplitMix64()
    {
        var numbers = new SplitMix(new SplitMix(0xFFFFFFFE_00000003).Next());
        List<int> expected = [];
        for (var i = 0; i < 1000; i++)
        {
            var place = (int)((UInt128)numbers.Next() * (ulong)(i + 1) >> 64);
            expected.Add(i);
            (expected[i], expected[place]) = (expected[place], expected[i]);
        }

        var order = new int[1000];
        SequenceOrder.Shuffle(order, seed: -2, epoch: 3);
        Assert.Equal(expected, order);
    }

    [Fact]
    public void Shuffling_allocates_nothing()
    {
        var order = new int[50];
        SequenceOrder.Shuffle(order, 1, 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SequenceOrder.Shuffle(order, 1, 2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertEquallyLikely(Action<int[], int> shuffle)
    {
        var counts = new int[6];
        var order = new int[3];
        for (var run = 0; run < 6000; run++)
        {
            shuffle(order, run);
            counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
        }

        // A thousand each, five of them free: one in a thousand is above 20.5.
        Assert.InRange(ChiSquare(counts, expected: 1000), 0, 20.5);
    }

    private static double ChiSquare(int[] counts, double expected) => counts.Sum(count => (count - expected) * (count - expected) / expected);
}
