using System.Buffers;
using System.Numerics.Tensors;
using RnnSimd.Tests.Training.Loop;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

/// <summary>What is called for each batch, on tensors: the results of spans, and no shape that does not fit.</summary>
public sealed class TensorTrainingTests
{
    private const int Steps = 4;
    private const int Batch = 3;

    private readonly GaussianLikelihood<double> _loss = new();
    private readonly Bidirectional<double> _both = new(new Reader(seed: 1), new OtherReader(seed: 2), new Head(seed: 3), new MeanSquaredError<double>());

    [Fact]
    public void A_loss_of_tensors_is_that_of_spans()
    {
        var (outputs, targets, weights) = (Wave(Steps, Batch, 6), Wave(Steps, Batch, 3), Wave(Steps, Batch));
        var expected = new double[Steps * Batch * 6];
        var loss = _loss.Evaluate(Flat(outputs), Flat(targets), Flat(weights), expected);

        var gradients = Wave(Steps, Batch, 6);
        Assert.Equal(loss, _loss.Evaluate(outputs, targets, weights, gradients));
        Assert.Equal(expected, Flat(gradients));
        Assert.Equal(loss, _loss.Evaluate(outputs, targets, weights));
        Assert.Equal(0, _loss.Evaluate(Wave(0, Batch, 6), Wave(0, Batch, 3), Wave(0, Batch), Wave(0, Batch, 6)));
    }

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 4, 0, 2 }, 1)]
    public void Weights_in_a_tensor_are_those_of_a_span(int[] lengths, int burnIn)
    {
        var expected = new float[Steps * Batch];
        StepWeighting.Mean.Fill(expected, Batch, lengths, burnIn);

        var weights = new float[Steps * Batch];
        StepWeighting.Mean.Fill(new TensorSpan<float>(weights, [Steps, Batch]), lengths, burnIn);
        Assert.Equal(expected, weights);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 4, 0, 2 })]
    public void A_bidirectional_network_gives_on_tensors_the_bits_of_spans(int[] lengths)
    {
        var (inputs, outputs) = (Wave(Steps, Batch, 2), Wave(Steps, Batch, 3));
        var expected = new double[Steps * Batch * 3];
        _both.Run(Flat(inputs), expected, Batch, lengths);

        _both.Run(inputs, outputs, lengths);
        Assert.Equal(expected, Flat(outputs));
    }

    [Fact]
    public void Shapes_that_do_not_fit_a_loss_are_told()
    {
        var (outputs, targets, weights) = (Wave(Steps, Batch, 6), Wave(Steps, Batch, 3), Wave(Steps, Batch));
        Refuses("outputs", "The shape is [12, 6]; it must be [time, batch, OutputSize], with one stream or more.",
            () => _loss.Evaluate(Wave(12, 6), targets, weights));
        Refuses("targets", "The shape is [4, 3, 6]; it must be [time, batch, TargetSize] = [4, 3, 3].", () => _loss.Evaluate(outputs, outputs, weights));
        Refuses("weights", "The shape is [3, 4]; it must be [time, batch] = [4, 3].", () => _loss.Evaluate(outputs, targets, Wave(Batch, Steps)));
        Refuses("weights", "The shape is [4, 3, 1]; it must be [time, batch] = [4, 3].", () => _loss.Evaluate(outputs, targets, Wave(Steps, Batch, 1)));
        Refuses("outputGradients", "The shape is [4, 6, 3]; it must be [time, batch, OutputSize] = [4, 3, 6].",
            () => _loss.Evaluate(outputs, targets, weights, Wave(Steps, 6, Batch)));
        Refuses("weights", "The elements must stand in row-major order without gaps",
            () => _loss.Evaluate(outputs, targets, Wave(Steps, 5).AsReadOnlyTensorSpan([NRange.All, 0..3])));
    }

    [Fact]
    public void Shapes_that_do_not_fit_weights_are_told()
    {
        Refuses("weights", "The shape is [12]; it must be [time, batch], with one stream or more.", () => StepWeighting.Mean.Fill<double>(Wave(12)));
        Refuses("weights", "The shape is [4, 0]; it must be [time, batch], with one stream or more.", () => StepWeighting.Mean.Fill<double>(Wave(4, 0)));
        Refuses("weights", "The elements must stand in row-major order without gaps",
            () => StepWeighting.Mean.Fill(Wave(Steps, 5).AsTensorSpan([NRange.All, 0..3])));
        Assert.Throws<ArgumentException>("lengths", () => StepWeighting.Mean.Fill<double>(Wave(Steps, Batch), [1, 2]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_a_bidirectional_network_are_told()
    {
        var (inputs, outputs) = (Wave(Steps, Batch, 2), Wave(Steps, Batch, 3));
        Refuses("inputs", "The shape is [12, 2]; it must be [time, batch, InputSize], with one stream or more.", () => _both.Run(Wave(12, 2), outputs));
        Refuses("inputs", "The shape is [4, 3, 3]; it must be [time, batch, InputSize] = [4, 3, 2].", () => _both.Run(outputs, outputs));
        Refuses("outputs", "The shape is [4, 3, 2]; it must be [time, batch, OutputSize] = [4, 3, 3].", () => _both.Run(inputs, inputs));
        Assert.Throws<ArgumentException>("lengths", () => _both.Run(inputs, outputs, [5, 1, 1]));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var (inputs, outputs, said) = (Wave(Steps, Batch, 2), Wave(Steps, Batch, 3), Wave(Steps, Batch, 6));
        var (targets, weights, gradients) = (Wave(Steps, Batch, 3), Wave(Steps, Batch), Wave(Steps, Batch, 6));
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _both.Run(inputs, outputs, [4, 0, 2]);
            StepWeighting.Mean.Fill<double>(weights, [4, 0, 2], burnIn: 1);
            _loss.Evaluate(said, targets, weights, gradients);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Refuses(string name, string message, Action call) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(name, call).Message, StringComparison.Ordinal);

    private static Tensor<double> Wave(params nint[] shape)
    {
        var tensor = Tensor.CreateFromShape<double>(shape);
        double[] elements = [.. Enumerable.Range(0, (int)tensor.FlattenedLength).Select(i => Math.Sin(i))];
        return Tensor.Create(elements, shape);
    }

    private static double[] Flat(ReadOnlyTensorSpan<double> tensor)
    {
        var values = new double[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
