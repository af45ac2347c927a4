using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class SequenceOrderTests
{
    [Fact]
    public void Every_number_comes_once_and_seed_and_epoch_decide_where()
    {
        var orders = new HashSet<string>();
        foreach (var (seed, epoch) in new[] { (0, 0), (0, 1), (1, 0), (1, 1), (-1, 2) })
        {
            var (order, again) = (new int[50], new int[50]);
            SequenceOrder.Shuffle(order, seed, epoch);
            SequenceOrder.Shuffle(again, seed, epoch);

            Assert.Equal(order, again);
            Assert.Equal(Enumerable.Range(0, 50), order.Order());
            Assert.True(orders.Add(string.Join(' ', order)), $"seed {seed}, epoch {epoch}: an order that was there before");
        }
    }

    [Fact]
    public void All_orders_are_equally_likely()
    {
        const int epochs = 6000;
        var counts = new Dictionary<string, int>();
        var order = new int[3];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            SequenceOrder.Shuffle(order, seed: 7, epoch);
            var text = string.Join(' ', order);
            counts[text] = counts.GetValueOrDefault(text) + 1;
        }

        // A thousand each, with a standard deviation of 29.
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }
}
