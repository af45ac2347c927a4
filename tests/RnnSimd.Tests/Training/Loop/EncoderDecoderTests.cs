using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

public class EncoderDecoderTests
{
    private const double StartToken = 5;

    private readonly Reader _encoder = new(seed: 1);
    private readonly Writer _decoder = new(seed: 2);
    private readonly CrossEntropy<double> _loss = new();

    [Fact]
    public void The_gradient_of_both_networks_is_that_of_the_loss() =>
        ObjectiveGradient.Check(Pair(), BatchOf((3, 4), (5, 2), (1, 1), (2, 6)));

    [Fact]
    public void The_loss_is_that_of_a_decoder_that_goes_on_from_the_encoders_state_and_hears_what_was_right()
    {
        var batch = BatchOf((4, 3));
        var state = new double[4];
        _encoder.Run(batch.Inputs, state, new double[4 * 4]);
        var expected = 0.0;
        double[] heard = [StartToken, batch.Targets[0], batch.Targets[1]];
        for (var t = 0; t < 3; t++)
        {
            var logits = new double[6];
            _decoder.Step([heard[t]], state, logits);
            expected -= Math.Log(Math.Exp(logits[(int)batch.Targets[t]]) / logits.Sum(Math.Exp)) / 3;
        }

        Assert.Equal(expected, Pair().Evaluate(batch), 1e-13);
    }

    [Fact]
    public void Sequences_count_as_they_do_alone()
    {
        (int, int)[] lengths = [(3, 4), (5, 2), (1, 1)];
        var objective = new EncoderDecoder<double>(_encoder, _decoder, _loss, StartToken) { Weighting = StepWeighting.Sum };
        var data = DataOf(lengths);
        var together = new SequenceBatch<double>();
        together.Fill(data, 0, 3);
        var expected = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var alone = new SequenceBatch<double>();
            alone.Fill(data, i, 1);
            expected += objective.Evaluate(alone) / 3;
        }

        Assert.Equal(expected, objective.Evaluate(together), 1e-13);
    }

    [Fact]
    public void A_pair_learns_to_say_how_many_inputs_there_were()
    {
        var data = new SequenceDataset<double>(2, 1, TargetSteps.Own);
        for (var length = 1; length <= 4; length++)
        {
            // The number, then token 0, that often.
            data.Add(new double[2 * length], length % 2 == 0 ? new double[] { length } : new double[] { length, 0 });
        }

        var trainer = new Trainer<double>(Pair(), new Adam<double>(Reader.ParameterCount + Writer.ParameterCount) { LearningRate = 0.05 });
        trainer.Train(data, epochs: 300, cancellation: TestContext.Current.CancellationToken);

        for (var length = 1; length <= 4; length++)
        {
            var state = new double[4];
            _encoder.Run(new double[2 * length], state, new double[4 * length]);
            var tokens = new int[1];
            _decoder.Generate((int)StartToken, state, tokens, new TokenSampler { Temperature = 0 });
            Assert.Equal(length, tokens[0]);
        }
    }

    [Fact]
    public void Threads_change_no_bit_and_nothing_is_allocated_after_the_largest_batch()
    {
        var batch = BatchOf([.. Enumerable.Range(0, 70).Select(i => (1 + i % 5, 1 + i % 4))]);
        var gradients = new double[Reader.ParameterCount + Writer.ParameterCount];
        var expected = (double[])gradients.Clone();
        Pair().Accumulate(batch, 0, expected);
        new EncoderDecoder<double>(_encoder, _decoder, _loss, StartToken) { Threads = 2 }.Accumulate(batch, 0, gradients);
        Assert.Equal(expected, gradients);

        var objective = Pair();
        objective.Accumulate(batch, 0, gradients);
        objective.Evaluate(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        objective.Accumulate(batch, 0, gradients);
        objective.Evaluate(batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Parameters_of_both_networks_are_named_and_decay_where_they_are_matrices()
    {
        var objective = Pair();
        Assert.Equal((objective.ParameterCount, "0/0.Wr", "1/1.b"), (objective.ParameterInfos.Sum(info => info.Count), objective.ParameterInfos[0].Name, objective.ParameterInfos[^1].Name));

        var sgd = new Sgd<double>(objective.ParameterCount) { LearningRate = 0.1, WeightDecay = new(0.5, objective.ParameterInfos.Where(info => info.Rank == 2)) };
        double[] parameters = [.. Enumerable.Repeat(1.0, objective.ParameterCount)];
        sgd.Step(parameters, new double[parameters.Length]);
        foreach (var info in objective.ParameterInfos)
        {
            Assert.Equal(info.Rank == 2 ? 0.95 : 1, parameters[info.Offset], 1e-12);
        }

        // Each network's own infos start at 0.
        var own = new WeightDecay(0.5, [.. _encoder.ParameterInfos, .. _decoder.ParameterInfos]);
        Assert.Throws<ArgumentException>(() => new Sgd<double>(objective.ParameterCount) { WeightDecay = own });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_start_that_is_no_token_of_the_decoder_is_refused(double start)
    {
        var error = Assert.Throws<ArgumentException>(nameof(start), () => new EncoderDecoder<double>(_encoder, _decoder, _loss, start));
        Assert.StartsWith(
            FormattableString.Invariant($"The start input is {start}; a token must be a whole number from 0 to 5."), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_of_a_decoder_of_vectors_can_be_any() =>
        Assert.Equal(3, new EncoderDecoder<double>(new Loop3(), new Loop3(), new MeanSquaredError<double>(), -1, 0.5, 1e9).TargetSize);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("decoder", () => new EncoderDecoder<double>(_encoder, new Loop3(), _loss, 1));
        Assert.Throws<ArgumentException>("loss", () => new EncoderDecoder<double>(_encoder, _decoder, new MeanSquaredError<double>(), 1));
        Assert.Throws<ArgumentException>("start", () => new EncoderDecoder<double>(_encoder, _decoder, _loss));
        Assert.Throws<ArgumentException>("networks", () => new EncoderDecoder<double>(_decoder, _decoder, _loss, 1));
        var data = new SequenceDataset<double>(2, 1);
        data.Add(new double[2], new double[1]);
        var trainer = new Trainer<double>(Pair(), new Sgd<double>(Reader.ParameterCount + Writer.ParameterCount));
        Assert.Contains("sequences of their own", Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(data)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("parameterGradients", () => Pair().Accumulate(BatchOf((1, 1)), 0, new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => Pair().Accumulate(BatchOf((1, 1)), 1, new double[3]));
    }

    private EncoderDecoder<double> Pair() => new(_encoder, _decoder, _loss, StartToken);

    private static SequenceDataset<double> DataOf(params (int Source, int Target)[] lengths)
    {
        var random = new Random(3);
        var data = new SequenceDataset<double>(2, 1, TargetSteps.Own);
        foreach (var (source, target) in lengths)
        {
            data.Add(
                Enumerable.Range(0, 2 * source).Select(_ => random.NextDouble()).ToArray(),
                Enumerable.Range(0, target).Select(_ => (double)random.Next(5)).ToArray());
        }

        return data;
    }

    private static SequenceBatch<double> BatchOf(params (int Source, int Target)[] lengths)
    {
        var batch = new SequenceBatch<double>();
        batch.Fill(DataOf(lengths), 0, lengths.Length);
        return batch;
    }
}
