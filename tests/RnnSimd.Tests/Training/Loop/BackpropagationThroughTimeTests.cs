using RnnSimd.Tests.Networks;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public class BackpropagationThroughTimeTests
{
    private readonly Lstm3To13 _network = new(seed: 3);
    private readonly MeanSquaredError<double> _loss = new();

    [Fact]
    public void Whole_sequences_give_the_loss_and_gradient_of_the_network()
    {
        var batch = Waves.BatchOf(9, 9, 9);
        var (loss, gradients) = Accumulate(new(_network, _loss), batch);

        var outputs = new double[9 * 3 * 13];
        var outputGradients = new double[outputs.Length];
        var tape = new Tape<double>();
        _network.Forward(batch.Inputs, new double[3 * Lstm3To13.StateSize], outputs, 3, tape);
        var expected = _loss.Evaluate(outputs, batch.Targets, 13, outputGradients);
        var expectedGradients = new double[Lstm3To13.ParameterCount];
        _network.Backward(tape, outputGradients, new double[3 * Lstm3To13.StateSize], expectedGradients, []);

        Assert.Equal(expected, loss);
        Assert.Equal(expectedGradients, gradients);
        Assert.Equal(expected, new BackpropagationThroughTime<double>(_network, _loss).Evaluate(batch));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(12, 24)]
    public void A_window_as_long_as_the_sequence_is_backpropagation_in_full(int window, int depth)
    {
        var batch = Waves.BatchOf(9, 4, 7);

        AssertSame(Accumulate(new(_network, _loss), batch), Accumulate(new(_network, _loss) { Window = window, Depth = depth }, batch));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 8)]
    [InlineData(2, 6)]
    [InlineData(3, 30)]
    public void A_windows_gradient_flows_back_through_its_depth_and_no_further(int window, int depth)
    {
        var batch = Waves.BatchOf(10, 10);
        var pass = new BackpropagationThroughTime<double>(_network, _loss) { Window = window, Depth = depth, Weighting = StepWeighting.Sum };
        for (var number = 0; number < pass.WindowsOf(batch); number++)
        {
            var gradients = new double[Lstm3To13.ParameterCount];
            var loss = pass.Accumulate(batch, number, gradients);

            var (start, end) = (number * window, Math.Min((number + 1) * window, 10));
            var (expected, expectedGradients, expectedState) = Truncated(batch, Math.Max(0, start + window - depth), start, end);
            Assert.Equal(expected, loss, 1e-13);
            Assert.Equal(expectedGradients, gradients, (a, b) => Math.Abs(a - b) < 1e-13);
            Assert.Equal(expectedState, pass.State.ToArray());
        }
    }

    [Fact]
    public void Sequences_of_different_lengths_count_as_they_do_alone()
    {
        int[] lengths = [7, 3, 10, 1];
        var batch = Waves.BatchOf(lengths);
        var (loss, gradients) = Accumulate(new(_network, _loss) { Weighting = StepWeighting.Sum }, batch);

        var (sum, expected) = (0.0, new double[Lstm3To13.ParameterCount]);
        for (var stream = 0; stream < lengths.Length; stream++)
        {
            var alone = new SequenceBatch<double>();
            alone.Fill(Waves.Of(lengths), [stream]);
            var (part, partGradients) = Accumulate(new(_network, _loss) { Weighting = StepWeighting.Sum }, alone);
            sum += part / lengths.Length;
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += partGradients[i] / lengths.Length;
            }
        }

        Assert.Equal(sum, loss, 1e-13);
        Assert.Equal(expected, gradients, (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Burn_in_and_the_last_step_are_those_of_the_sequence_not_of_the_window(int window)
    {
        var batch = Waves.BatchOf(10, 6);
        double[] losses = [.. new[] { StepWeighting.Sum, StepWeighting.Last }.Select(weighting =>
            Windows(new(_network, _loss) { Window = window, BurnIn = 5, Weighting = weighting }, batch).Sum())];

        double[] expected = [.. new[] { StepWeighting.Sum, StepWeighting.Last }.Select(weighting =>
            new BackpropagationThroughTime<double>(_network, _loss) { BurnIn = 5, Weighting = weighting }.Evaluate(batch))];
        Assert.Equal(expected, losses, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.NotEqual(expected[0], expected[1], 1e-3);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var batch = Waves.BatchOf([.. Enumerable.Range(0, 70).Select(i => 3 + i % 5)]);

        AssertSame(Accumulate(new(_network, _loss), batch), Accumulate(new(_network, _loss) { Threads = 2 }, batch));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Checkpoints_change_no_bit_and_take_less_memory(int window)
    {
        var batch = Waves.BatchOf(3000);
        AssertSame(Accumulate(new(_network, _loss) { Window = window }, batch), Accumulate(new(_network, _loss) { Window = window, Checkpointing = true }, batch));

        var rows = Allocated(new(_network, _loss));
        var states = Allocated(new(_network, _loss) { Checkpointing = true });
        Assert.True(states < rows / 2, $"{states} bytes in place of {rows}");

        long Allocated(BackpropagationThroughTime<double> pass)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Accumulate(pass, batch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_the_largest_batch_has_been_seen()
    {
        var batch = Waves.BatchOf(10, 6);
        var pass = new BackpropagationThroughTime<double>(_network, _loss) { Window = 4, Depth = 8 };
        var gradients = new double[Lstm3To13.ParameterCount];
        RunAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void RunAll()
        {
            for (var window = 0; window < pass.WindowsOf(batch); window++)
            {
                pass.Accumulate(batch, window, gradients);
            }

            pass.Evaluate(batch);
        }
    }

    [Fact]
    public void Windows_must_be_taken_in_order_and_fit_into_the_depth()
    {
        var batch = Waves.BatchOf(10);
        var gradients = new double[Lstm3To13.ParameterCount];
        var pass = new BackpropagationThroughTime<double>(_network, _loss) { Window = 4 };
        pass.Accumulate(batch, 0, gradients);

        Assert.Throws<InvalidOperationException>(() => pass.Accumulate(batch, 2, gradients));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => pass.Accumulate(batch, 3, gradients));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => pass.Accumulate(batch, -1, gradients));
        Assert.Throws<ArgumentOutOfRangeException>("Window", () => new BackpropagationThroughTime<double>(_network, _loss) { Window = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Depth", () => new BackpropagationThroughTime<double>(_network, _loss) { Depth = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("BurnIn", () => new BackpropagationThroughTime<double>(_network, _loss) { BurnIn = -1 });
        foreach (var (window, depth) in new[] { (4, 6), (4, 2), (0, 4) })
        {
            var odd = new BackpropagationThroughTime<double>(_network, _loss) { Window = window, Depth = depth };
            Assert.Throws<InvalidOperationException>(() => odd.Accumulate(batch, 0, gradients));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_pass_goes_on_from_what_is_carried(int taken)
    {
        var batch = Waves.BatchOf(14, 9);
        var expected = Windows(Truncated(), batch).ToList();
        var first = Truncated();
        var begun = Windows(first, batch).Take(taken).ToList();

        // To evaluate something else does not disturb it.
        first.Evaluate(Waves.BatchOf(20, 1, 1));
        var second = Truncated();
        second.Resume(batch, taken, first.Carried);
        for (var window = taken; window < second.WindowsOf(batch); window++)
        {
            begun.Add(second.Accumulate(batch, window, new double[Lstm3To13.ParameterCount]));
        }

        Assert.Equal(expected, begun);
        Assert.Throws<ArgumentException>("carried", () => second.Resume(batch, taken, new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => second.Resume(batch, 5, second.Carried));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => second.Resume(batch, -1, second.Carried));

        BackpropagationThroughTime<double> Truncated() => new(_network, _loss) { Window = 3, Depth = 9 };
    }

    private static void AssertSame((double Loss, double[] Gradients) expected, (double Loss, double[] Gradients) actual)
    {
        Assert.Equal(expected.Loss, actual.Loss);
        Assert.Equal(expected.Gradients, actual.Gradients);
    }

    private static (double Loss, double[] Gradients) Accumulate(BackpropagationThroughTime<double> pass, SequenceBatch<double> batch)
    {
        var gradients = new double[Lstm3To13.ParameterCount];
        return (pass.Accumulate(batch, 0, gradients), gradients);
    }

    private static IEnumerable<double> Windows(BackpropagationThroughTime<double> pass, SequenceBatch<double> batch)
    {
        for (var window = 0; window < pass.WindowsOf(batch); window++)
        {
            yield return pass.Accumulate(batch, window, new double[Lstm3To13.ParameterCount]);
        }
    }

    /// <summary>The loss of steps [start, end) of two full streams, its gradient from step first on, and the states after them.</summary>
    private (double Loss, double[] Gradients, double[] State) Truncated(SequenceBatch<double> batch, int first, int start, int end)
    {
        var (state, row) = (new double[2 * Lstm3To13.StateSize], 2 * Waves.InputSize);
        _network.Run(batch.Inputs[..(first * row)], state, new double[first * 2 * 13], 2);
        var tape = new Tape<double>();
        var outputs = new double[(end - first) * 2 * 13];
        _network.Forward(batch.Inputs[(first * row)..(end * row)], state, outputs, 2, tape);
        var outputGradients = new double[outputs.Length];
        var loss = 0.0;
        for (var i = (start - first) * 2 * 13; i < outputs.Length; i++)
        {
            var error = outputs[i] - batch.Targets[first * 2 * 13 + i];
            loss += error * error / 13 / 2;
            outputGradients[i] = 2 * error / 13 / 2;
        }

        var gradients = new double[Lstm3To13.ParameterCount];
        _network.Backward(tape, outputGradients, new double[state.Length], gradients, []);
        return (loss, gradients, state);
    }
}
