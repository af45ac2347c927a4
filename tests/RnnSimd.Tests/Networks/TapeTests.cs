using RnnSimd.Tests.Testing;

namespace RnnSimd.Tests.Networks;

/// <summary>How a tape spreads a batch over threads.</summary>
public sealed class TapeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_tape_has_a_thread(int threads)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Tape<float> { Threads = threads });

        Assert.Equal(threads, error.ActualValue);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void An_error_on_any_thread_reaches_the_caller_and_leaves_the_tape_usable(int threads, bool checkpointing)
    {
        const int batch = 200;
        var tape = new Tape<float> { Threads = threads, Checkpointing = checkpointing };
        var inputs = Enumerable.Range(0, batch).Select(stream => (float)stream).ToArray();
        var counting = new CountingNetwork(batch);
        new Tape<float>().Record(counting, inputs, Array.ConvertAll(inputs, stream => stream - batch), new float[batch], batch, lengths: []);
        Assert.True(counting.Parts.Count > threads);
        foreach (var (failing, _) in counting.Parts)
        {
            var network = new FailingNetwork("Forward", failing);
            Assert.Throws<InvalidOperationException>(() => Record(network));
            Assert.Contains("empty", Assert.Throws<ArgumentException>(() => tape.Replay(network, new float[batch], [], new float[1], [])).Message);

            network = new FailingNetwork("Backward", failing);
            var gradients = new float[1];
            Record(network);
            Assert.Throws<InvalidOperationException>(() => tape.Replay(network, inputs, [], gradients, []));
            Assert.Equal([0], gradients);
        }

        var working = new FailingNetwork("", failing: 0);
        Record(working);
        var sum = new float[1];
        tape.Replay(working, new float[batch], [], sum, []);
        Assert.Equal((checkpointing ? 3 : 2) * batch, working.StreamsDone);
        Assert.Equal([batch], sum);

        void Record(FailingNetwork network) => tape.Record(network, inputs, [], new float[batch], batch, lengths: []);
    }

    // A thread of the pool that comes late for the many shards of one batch finds the few of the next, which need more memory each.
    [Fact]
    public void Batches_of_many_and_of_few_streams_can_take_turns_on_a_tape()
    {
        Bits.RequireVectors();
        var network = new Elman5To20Single(seed: 1);
        var tape = new Tape<float> { Threads = 8 };
        (int Steps, int Batch)[] shapes = [(1, 250), (12, 40)];
        var sequences = Array.ConvertAll(shapes, shape => new Sequence<float>(network, shape.Steps, shape.Batch, seed: 2));
        var expected = Array.ConvertAll(sequences, sequence => Gradients<float>.Of(network, sequence));
        for (var turn = 0; turn < 12_000; turn++)
        {
            var (sequence, whole) = (sequences[turn % 2], expected[turn % 2]);
            var (state, outputs) = ((float[])sequence.State.Clone(), new float[sequence.OutputWeights.Length]);
            network.Forward(sequence.Inputs, state, outputs, sequence.Batch, tape);
            var actual = Gradients<float>.Of(network, tape, sequence.OutputWeights, sequence.StateWeights, sequence.Inputs.Length);

            Bits.Equal<float>(whole.Outputs, outputs, $"turn {turn}: outputs");
            Bits.Equal<float>(whole.Parameters, actual.Parameters, $"turn {turn}: gradients");
        }
    }

    /// <summary>
    /// Fails in one pass at one stream and counts the others; the gradient of its parameter is the number of streams. It knows a stream by its
    /// input, forwards, or by the gradient of its output.
    /// </summary>
    private sealed class FailingNetwork(string failingPass, float failing) : DescribedNetwork<float>(1, 1, 0, 1, []), IShardedNetwork<float>
    {
        private int _streamsDone;

        public int StreamsDone => _streamsDone;

        public IReadOnlyList<TapeGate> Gates => [];

        public int PackedSize => 0;

        public int RowSize => 1;

        public int GradientRowSize => 1;

        public int Vocabulary => 0;

        public void Pack(Span<float> packed)
        {
        }

        public void Forward(Span<float> packed, ReadOnlySpan<float> inputs, Span<float> state, Span<float> outputs, Part part, Span<float> masks, Span<float> rows) =>
            Do(nameof(Forward), inputs, part);

        public void Transpose(Span<float> transposed)
        {
        }

        public void Backward(
            Span<float> transposed, Span<float> masks, Span<float> rows, Span<float> gradients, ReadOnlySpan<float> outputGradients,
            Span<float> stateGradients, Span<float> parameterGradients, Span<float> inputGradients, Part part)
        {
            parameterGradients[0] += part.Streams;
            Do(nameof(Backward), outputGradients, part);
        }

        private void Do(string pass, ReadOnlySpan<float> numbers, Part part)
        {
            var first = new float[part.Streams];
            part.Gather(new RowSpan<float>(numbers, 1), new RowSpan<float>(first, 1), 1);
            if (pass == failingPass && first[0] == failing)
            {
                throw new InvalidOperationException(pass);
            }

            Interlocked.Add(ref _streamsDone, part.Streams);
        }
    }
}
