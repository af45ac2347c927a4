using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Networks;

/// <summary>
/// Its state counts on from step to step: what it is given as inputs, and as gradients of outputs, are the numbers step · batch + stream, and
/// the state before the first step is stream − batch. So every row says what belongs there.
/// </summary>
internal sealed class CountingNetwork(int batch) : DescribedNetwork<float>(1, 1, 1, 1, []), IShardedNetwork<float>
{
    /// <summary>The number of the first step of the first stream of each part, and the number of streams, in the order of the calls.</summary>
    public List<(float First, int Streams)> Parts { get; } = [];

    /// <summary>The numbers of all rows that ran.</summary>
    public List<float> Forwards { get; } = [];

    /// <summary>The numbers of all rows that were differentiated.</summary>
    public List<float> Backwards { get; } = [];

    public int PackedSize => 0;

    public int RowSize => 1;

    public int GradientRowSize => 1;

    public int Vocabulary => 0;

    public IReadOnlyList<TapeGate> Gates => [];

    public void Pack(Span<float> packed)
    {
    }

    public void Forward(Span<float> packed, ReadOnlySpan<float> inputs, Span<float> state, Span<float> outputs, Part part, Span<float> masks, Span<float> rows)
    {
        var all = new RowSpan<float>(rows, 1);
        var states = new RowSpan<float>(state, 1);
        part.GatherStates(states, all.From(part.PreviousRow), 1);
        part.Gather(new RowSpan<float>(inputs, 1), all.From(part.Row), 1);
        Parts.Add((rows[part.Row], part.Streams));
        Assert.InRange(part.Rows, 1, 256);
        for (var row = part.Row; row < part.Row + part.Rows; row++)
        {
            Assert.Equal(rows[row] - batch, rows[row - part.Streams]);
            Forwards.Add(rows[row]);
        }

        part.ScatterStates(all.From(part.LastRow), states, 1);
        part.Scatter(all.From(part.Row), new RowSpan<float>(outputs, 1), 1);
    }

    public void Transpose(Span<float> transposed)
    {
    }

    // The gradient of a state counts down: that of the last step comes in as the number of a step that would follow.
    public void Backward(
        Span<float> transposed, Span<float> masks, Span<float> rows, Span<float> gradients, ReadOnlySpan<float> outputGradients,
        Span<float> stateGradients, Span<float> parameterGradients, Span<float> inputGradients, Part part)
    {
        var all = new RowSpan<float>(gradients, 1);
        var states = new RowSpan<float>(stateGradients, 1);
        part.GatherStates(states, all.From(part.Rows), 1);
        for (var stream = 0; stream < part.Streams; stream++)
        {
            Assert.Equal(rows[part.LastRow + stream] + batch, gradients[part.Rows + stream]);
        }

        part.Gather(new RowSpan<float>(outputGradients, 1), all, 1);
        for (var row = 0; row < part.Rows; row++)
        {
            Assert.Equal(rows[part.Row + row], gradients[row]);
            Backwards.Add(gradients[row]);
        }

        parameterGradients[0] += part.Rows;
        part.ScatterStates(all, states, 1);
    }
}
