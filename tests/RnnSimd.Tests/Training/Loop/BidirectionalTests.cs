using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public class BidirectionalTests
{
    private readonly Reader _forward = new(seed: 1);
    private readonly OtherReader _backward = new(seed: 2);
    private readonly Head _head = new(seed: 3);
    private readonly MeanSquaredError<double> _loss = new();

    [Fact]
    public void The_gradient_of_all_networks_is_that_of_the_loss() => ObjectiveGradient.Check(Both(), BatchOf(4, 7, 1, 5));

    [Fact]
    public void The_head_hears_what_both_say_of_a_step_from_either_end()
    {
        const int steps = 5;
        var inputs = Enumerable.Range(0, 2 * steps).Select(i => Math.Sin(i)).ToArray();
        var forward = new double[steps][];
        var backward = new double[steps][];
        var (state, otherState) = (new double[4], new double[3]);
        for (var t = 0; t < steps; t++)
        {
            _forward.Step(inputs.AsSpan(2 * t, 2), state, forward[t] = new double[4]);
            _backward.Step(inputs.AsSpan(2 * (steps - 1 - t), 2), otherState, backward[steps - 1 - t] = new double[3]);
        }

        var expected = new double[3 * steps];
        var headState = new double[5];
        for (var t = 0; t < steps; t++)
        {
            _head.Step([.. forward[t], .. backward[t]], headState, expected.AsSpan(3 * t, 3));
        }

        var outputs = new double[3 * steps];
        Both().Run(inputs, outputs);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void A_stream_has_the_bits_that_it_has_alone_whatever_stands_after_its_end()
    {
        int[] lengths = [3, 6, 1];
        var inputs = Enumerable.Range(0, 6 * 3 * 2).Select(i => i / 6 < lengths[i / 2 % 3] ? Math.Cos(i) : double.NaN).ToArray();
        var outputs = new double[6 * 3 * 3];
        Both().Run(inputs, outputs, 3, lengths);

        for (var stream = 0; stream < 3; stream++)
        {
            var rows = Enumerable.Range(0, lengths[stream]).Select(t => t * 3 + stream).ToArray();
            var alone = new double[3 * rows.Length];
            Both().Run(rows.SelectMany(row => inputs[(2 * row)..(2 * row + 2)]).ToArray(), alone);
            Assert.Equal(alone, rows.SelectMany(row => outputs[(3 * row)..(3 * row + 3)]));
        }

        Assert.All(Enumerable.Range(3, 3).SelectMany(t => outputs[(9 * t)..(9 * t + 3)]), output => Assert.Equal(0, output));
    }

    [Fact]
    public void Threads_change_no_bit_and_nothing_is_allocated_after_the_largest_batch()
    {
        var batch = BatchOf([.. Enumerable.Range(0, 70).Select(i => 1 + i % 6)]);
        var gradients = new double[Both().ParameterCount];
        var expected = (double[])gradients.Clone();
        Both().Accumulate(batch, 0, expected);
        new Bidirectional<double>(_forward, _backward, _head, _loss) { Threads = 2 }.Accumulate(batch, 0, gradients);
        Assert.Equal(expected, gradients);

        var objective = Both();
        objective.Accumulate(batch, 0, gradients);
        objective.Evaluate(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        objective.Accumulate(batch, 0, gradients);
        objective.Evaluate(batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_comes_later_can_be_learnt()
    {
        // The target is the next input, which no network knows that reads forward only.
        var random = new Random(5);
        var data = new SequenceDataset<double>(2, 3);
        for (var i = 0; i < 20; i++)
        {
            var inputs = Enumerable.Range(0, 2 * 8).Select(_ => random.NextDouble() - 0.5).ToArray();
            data.Add(inputs, Enumerable.Range(0, 3 * 8).Select(k => k / 3 < 7 ? inputs[2 * (k / 3) + 2] : 0).ToArray());
        }

        var objective = Both();
        var trainer = new Trainer<double>(objective, new Adam<double>(objective.ParameterCount) { LearningRate = 0.02 });
        var before = trainer.Evaluate(data);
        trainer.Train(data, epochs: 200, cancellation: TestContext.Current.CancellationToken);

        Assert.InRange(trainer.Evaluate(data), 0, before / 20);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("backward", () => new Bidirectional<double>(_forward, new Loop3(), _head, _loss));
        Assert.Throws<ArgumentException>("head", () => new Bidirectional<double>(_forward, _backward, new Loop3(), _loss));
        Assert.Throws<ArgumentException>("networks", () => new Bidirectional<double>(_forward, _forward, _head, _loss));
        Assert.Throws<ArgumentException>("outputs", () => Both().Run(new double[4], new double[5]));
        Assert.Throws<ArgumentException>("lengths", () => Both().Run(new double[4], new double[6], 1, [3]));
        Assert.Throws<ArgumentException>("parameterGradients", () => Both().Accumulate(BatchOf(2), 0, new double[3]));
    }

    private Bidirectional<double> Both() => new(_forward, _backward, _head, _loss);

    private static SequenceBatch<double> BatchOf(params int[] lengths)
    {
        var random = new Random(4);
        var data = new SequenceDataset<double>(2, 3);
        foreach (var length in lengths)
        {
            data.Add(
                Enumerable.Range(0, 2 * length).Select(_ => random.NextDouble()).ToArray(), Enumerable.Range(0, 3 * length).Select(_ => random.NextDouble()).ToArray());
        }

        var batch = new SequenceBatch<double>();
        batch.Fill(data, 0, lengths.Length);
        return batch;
    }
}
