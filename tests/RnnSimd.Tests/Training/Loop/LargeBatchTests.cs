using RnnSimd.Tests.Testing;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Of networks so wide that what a batch takes is more than an array holds, and 0 in 32 bits: refused before a network runs.</summary>
public class LargeBatchTests
{
    private const int Large = 1 << 30;

    private readonly CrossEntropy<double> _loss = new();

    [Fact]
    public void Backpropagation_through_time_refuses_them()
    {
        Refuse(new BackpropagationThroughTime<double>(new Sized(1, outputs: Large, states: 1), _loss));
        Refuse(new BackpropagationThroughTime<double>(new Sized(1, outputs: 1, states: Large), _loss));
    }

    [Fact]
    public void Encoder_and_decoder_refuse_them()
    {
        Refuse(new EncoderDecoder<double>(new Sized(1, outputs: Large, states: 1), new Sized(1, 1, states: 1), _loss, 0));
        Refuse(new EncoderDecoder<double>(new Sized(1, outputs: 1, states: Large), new Sized(1, 1, states: Large), _loss, 0));
        Refuse(new EncoderDecoder<double>(new Reader(), new Sized(1, outputs: Large, states: 4), _loss, 0), inputSize: 2);
    }

    [Fact]
    public void A_bidirectional_network_refuses_them()
    {
        RefuseToRun(new(new Sized(1, outputs: Large, states: 1), new Sized(1, 1, 1), new Sized(Large + 1, 1, 1), _loss));
        RefuseToRun(new(new Sized(1, 1, 1), new Sized(1, outputs: Large, states: 1), new Sized(Large + 1, 1, 1), _loss));
        RefuseToRun(new(new Sized(1, outputs: 1, states: Large), new Sized(1, 1, 1), new Sized(2, 1, 1), _loss));
        Refuse(new Bidirectional<double>(new Sized(1, 1, 1), new Sized(1, 1, 1), new Sized(2, outputs: Large, states: 1), _loss));

        void RefuseToRun(Bidirectional<double> both)
        {
            Refuse(both);
            AssertRefused(() => both.Run(new double[4], new double[4], batch: 4));
        }
    }

    private static void Refuse(Objective<double> objective, int inputSize = 1)
    {
        var data = new SequenceDataset<double>(inputSize, 1);
        data.Add(new double[inputSize], new double[1]);
        var batch = new SequenceBatch<double>();
        batch.Fill(data, [0, 0, 0, 0]);
        AssertRefused(() => objective.Accumulate(batch, 0, new double[objective.ParameterCount]));
        AssertRefused(() => objective.Evaluate(batch));
    }

    private static void AssertRefused(Action run)
    {
        var error = Assert.Throws<InvalidOperationException>(run);
        Assert.Contains("4294967296 elements", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{Array.MaxLength} at most", error.Message, StringComparison.Ordinal);
    }

    private sealed class Sized(int inputs, int outputs, int states) : DescribedNetwork<double>(inputs, outputs, states, 0, []);
}
