namespace RnnSimd.Tests.Networks;

/// <summary>How a batch is cut into shards, and streams of different lengths into parts.</summary>
public sealed class PartTests
{
    private const int Steps = 40;

    [Fact]
    public void Shards_hold_every_stream_once_and_at_most_32_each()
    {
        for (var batch = 1; batch <= 300; batch++)
        {
            var network = new CountingNetwork(batch);
            Record(network, new Tape<float>(), batch, steps: 1, lengths: []);

            Assert.Equal(Enumerable.Range(0, batch).Select(stream => (float)stream), network.Forwards);
            Assert.All(network.Parts, shard => Assert.InRange(shard.Streams, 1, 32));
        }
    }

    [Fact]
    public void Parts_hold_every_step_of_every_stream_once_right_behind_the_step_before()
    {
        for (var batch = 1; batch <= 80; batch++)
        {
            var lengths = LengthsOf(batch);
            float[] numbers = [.. Enumerable.Range(0, Steps * batch).Where(row => row / batch < lengths[row % batch]).Select(row => (float)row)];
            var (network, tape) = (new CountingNetwork(batch), new Tape<float>());

            var (outputs, state) = Record(network, tape, batch, Steps, lengths);
            Assert.Equal(numbers, network.Forwards.Order());
            Assert.Equal(numbers, outputs.Where((_, row) => row / batch < lengths[row % batch]));
            Assert.Equal(lengths.Select((length, stream) => (float)((length - 1) * batch + stream)), state);

            float[] stateGradients = [.. state.Select(last => last + batch)];
            var sum = new float[1];
            tape.Replay(network, Numbers(Steps * batch), stateGradients, sum, []);
            Assert.Equal(numbers, network.Backwards.Order());
            Assert.Equal(Enumerable.Range(0, batch).Select(stream => (float)stream), stateGradients);
            Assert.Equal([numbers.Length], sum);
        }
    }

    [Fact]
    public void Checkpoints_change_no_part_of_the_backward_pass_and_take_one_more_forward_pass()
    {
        for (var batch = 1; batch <= 80; batch++)
        {
            foreach (var lengths in (int[][])[[], LengthsOf(batch)])
            {
                var (plain, checkpointed) = (new CountingNetwork(batch), new CountingNetwork(batch));
                foreach (var (network, checkpointing) in ((CountingNetwork, bool)[])[(plain, false), (checkpointed, true)])
                {
                    var tape = new Tape<float> { Checkpointing = checkpointing };
                    var (outputs, state) = Record(network, tape, batch, Steps, lengths);
                    tape.Replay(network, Numbers(Steps * batch), Array.ConvertAll(state, last => last + batch), new float[1], []);
                }

                Assert.Equal(plain.Backwards, checkpointed.Backwards);
                Assert.Equal(plain.Forwards.Concat(plain.Forwards).Order(), checkpointed.Forwards.Order());
            }
        }
    }

    private static int[] LengthsOf(int batch)
    {
        var random = new Random(batch);
        return [.. Enumerable.Range(0, batch).Select(stream => stream % 3 == 0 ? Steps / 2 : random.Next(Steps + 1))];
    }

    private static (float[] Outputs, float[] State) Record(CountingNetwork network, Tape<float> tape, int batch, int steps, int[] lengths)
    {
        var (state, outputs) = (Array.ConvertAll(Numbers(batch), number => number - batch), new float[steps * batch]);
        tape.Record(network, Numbers(steps * batch), state, outputs, batch, lengths);
        return (outputs, state);
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(number => (float)number)];
}
