using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Tests.Networks;

/// <summary>Networks on tensors: the results of the spans, and no shape that does not fit.</summary>
public sealed class TensorTests
{
    private const int Steps = 4;
    private const int Batch = 3;

    [Fact]
    [Trait("Category", "Bits")]
    public void Tensors_give_the_bits_of_spans()
    {
        GiveTheBitsOfSpans<float>(new Lstm5To20Single(seed: 1), lengths: []);
        GiveTheBitsOfSpans<float>(new Lstm5To20Single(seed: 1), lengths: [4, 0, 2]);
        GiveTheBitsOfSpans<double>(new Stacked(seed: 1), lengths: [1, 3, 4]);
        GiveTheBitsOfSpans<double>(new Dense3To13(seed: 1), lengths: []);
    }

    [Fact]
    public void A_sequence_may_have_no_steps()
    {
        var network = new Lstm5To20Single(seed: 1);
        var tape = new Tape<float>();
        var state = Filled(0.5f, Batch, Lstm5To20Single.StateSize);
        network.Forward<float>(Tensor.CreateFromShape<float>([0, Batch, 5]), state, Tensor.CreateFromShape<float>([0, Batch, 20]), tape);
        network.Backward<float>(tape, Tensor.CreateFromShape<float>([0, Batch, 20]), state, new float[Lstm5To20Single.ParameterCount], Tensor.CreateFromShape<float>([0, Batch, 5]));

        Assert.Equal(Enumerable.Repeat(0.5f, Batch * Lstm5To20Single.StateSize), Flat<float>(state));
        Assert.Equal((0, Batch), (tape.Steps, tape.Batch));
    }

    [Fact]
    public void A_slice_along_the_first_dimension_is_taken_as_it_is()
    {
        var network = new Lstm5To20Single(seed: 1);
        var sequence = new Sequence<float>(network, Steps, Batch, seed: 2);
        var (inputs, outputs) = (Inputs(sequence), Filled(float.NaN, Steps, Batch, 20));
        var state = (float[])sequence.State.Clone();
        var expected = new float[2 * Batch * 20];
        network.Run(sequence.Inputs.AsSpan(Batch * 5, 2 * Batch * 5), state, expected, Batch);

        var tensorState = new TensorSpan<float>((float[])sequence.State.Clone(), [Batch, Lstm5To20Single.StateSize]);
        network.Run(inputs.AsReadOnlyTensorSpan([1..3, NRange.All, NRange.All]), tensorState, outputs.AsTensorSpan([1..3, NRange.All, NRange.All]));
        Assert.Equal(expected, Flat<float>(outputs)[(Batch * 20)..(3 * Batch * 20)]);
        Assert.Equal(state, Flat<float>(tensorState));
    }

    [Theory]
    [InlineData(new[] { 4, 3 }, new[] { 3, 40 }, new[] { 4, 3, 20 }, "inputs", "The shape is [4, 3]; it must be [time, batch, InputSize], with one stream or more.")]
    [InlineData(new[] { 4, 0, 5 }, new[] { 0, 40 }, new[] { 4, 0, 20 }, "inputs", "The shape is [4, 0, 5]; it must be [time, batch, InputSize], with one stream or more.")]
    [InlineData(new[] { 4, 5, 3 }, new[] { 5, 40 }, new[] { 4, 5, 20 }, "inputs", "The shape is [4, 5, 3]; it must be [time, batch, InputSize] = [4, 5, 5].")]
    [InlineData(new[] { 4, 3, 5 }, new[] { 40, 3 }, new[] { 4, 3, 20 }, "state", "The shape is [40, 3]; it must be [batch, StateSize] = [3, 40].")]
    [InlineData(new[] { 4, 3, 5 }, new[] { 120 }, new[] { 4, 3, 20 }, "state", "The shape is [120]; it must be [batch, StateSize] = [3, 40].")]
    [InlineData(new[] { 4, 3, 5 }, new[] { 3, 40 }, new[] { 3, 4, 20 }, "outputs", "The shape is [3, 4, 20]; it must be [time, batch, OutputSize] = [4, 3, 20].")]
    public void A_shape_that_does_not_fit_is_told(int[] inputs, int[] state, int[] outputs, string name, string message)
    {
        var network = new Lstm5To20Single(seed: 1);
        var (x, h, y) = (Of(inputs), Of(state), Of(outputs));
        Refuses(name, message, () => network.Run<float>(x, h, y));
        Refuses(name, message, () => network.Forward<float>(x, h, y, new Tape<float>()));

        static Tensor<float> Of(int[] shape) => Filled(0f, [.. shape.Select(length => (nint)length)]);
    }

    [Fact]
    public void Backward_wants_the_shapes_that_the_tape_recorded()
    {
        var network = new Lstm5To20Single(seed: 1);
        var tape = new Tape<float>();
        var (outputs, state, inputs) = (Filled(0f, Steps, Batch, 20), Filled(0f, Batch, 40), Filled(0f, Steps, Batch, 5));
        var gradients = new float[Lstm5To20Single.ParameterCount];
        var empty = Assert.Throws<ArgumentException>(() => network.Backward<float>(tape, outputs, state, gradients, inputs));
        Assert.Contains("empty", empty.Message);

        network.Forward<float>(inputs, state, outputs, tape);
        Refuses("outputGradients", "The shape is [3, 4, 20]; it must be [time, batch, OutputSize] = [4, 3, 20].",
            () => network.Backward<float>(tape, Filled(0f, Batch, Steps, 20), state, gradients, inputs));
        Refuses("stateGradients", "The shape is [6, 20]; it must be [batch, StateSize] = [3, 40].",
            () => network.Backward<float>(tape, outputs, Filled(0f, 2 * Batch, 20), gradients, inputs));
        Refuses("inputGradients", "The shape is [4, 5, 3]; it must be [time, batch, InputSize] = [4, 3, 5].",
            () => network.Backward<float>(tape, outputs, state, gradients, Filled(0f, Steps, 5, Batch)));
    }

    [Fact]
    public void Gaps_and_another_order_are_refused()
    {
        var network = new Lstm5To20Single(seed: 1);
        var (outputs, state) = (Filled(0f, Steps, Batch, 20), Filled(0f, Batch, 40));
        var wide = Filled(0f, Steps, Batch, 7);
        Refuses("inputs", "The elements must stand in row-major order without gaps, but the strides of shape [4, 3, 5] are [21, 7, 1]. Copy them first.",
            () => network.Run(wide.AsReadOnlyTensorSpan([NRange.All, NRange.All, 0..5]), state, outputs));
        Refuses("inputs", "The elements must stand in row-major order without gaps, but the strides of shape [4, 3, 5] are [5, 20, 1]. Copy them first.",
            () => network.Run(new ReadOnlyTensorSpan<float>(new float[60], [Steps, Batch, 5], [5, 20, 1]), state, outputs));
        Refuses("state", "The elements must stand in row-major order without gaps, but the strides of shape [3, 40] are [50, 1]. Copy them first.",
            () => network.Run(new ReadOnlyTensorSpan<float>(new float[60], [Steps, Batch, 5]), Filled(0f, Batch, 50).AsTensorSpan([NRange.All, 0..40]), outputs));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var network = new Lstm5To20Single(seed: 1);
        var tape = new Tape<float>();
        var (outputs, state, inputs) = (Filled(0f, Steps, Batch, 20), Filled(0f, Batch, 40), Filled(0f, Steps, Batch, 5));
        var gradients = new float[Lstm5To20Single.ParameterCount];
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            network.Run<float>(inputs, state, outputs);
            network.Forward<float>(inputs, state, outputs, tape);
            network.Backward<float>(tape, outputs, state, gradients, inputs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void GiveTheBitsOfSpans<T>(IRecurrentNetwork<T> network, int[] lengths)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sequence = new Sequence<T>(network, Steps, Batch, seed: 2);
        var expected = Gradients<T>.Of(network, sequence, lengths: lengths);
        var outputs = Filled(T.NaN, Steps, Batch, network.OutputSize);
        var state = Tensor.Create((T[])sequence.State.Clone(), [Batch, network.StateSize]);
        network.Run(Inputs(sequence), state, outputs, lengths);
        Bits.Equal<T>(expected.Outputs, Flat<T>(outputs), "outputs of Run");
        Bits.Equal<T>(expected.State, Flat<T>(state), "state of Run");

        var tape = new Tape<T>();
        outputs = Filled(T.NaN, Steps, Batch, network.OutputSize);
        state = Tensor.Create((T[])sequence.State.Clone(), [Batch, network.StateSize]);
        network.Forward(Inputs(sequence), state, outputs, tape, lengths);
        Bits.Equal<T>(expected.Outputs, Flat<T>(outputs), "outputs of Forward");
        Bits.Equal<T>(expected.State, Flat<T>(state), "state of Forward");

        var outputGradients = Tensor.Create(sequence.OutputWeights, [Steps, Batch, network.OutputSize]);
        foreach (var wanted in (bool[])[true, false])
        {
            var states = Tensor.Create((T[])sequence.StateWeights.Clone(), [Batch, network.StateSize]);
            var inputs = Filled(T.NaN, Steps, Batch, network.InputSize);
            var parameters = new T[network.ParameterCount];
            network.Backward(tape, outputGradients, states, parameters, wanted ? inputs.AsTensorSpan() : default);
            Bits.Equal<T>(expected.InitialState, Flat<T>(states), "gradients of the initial state");
            Bits.Equal<T>(expected.Parameters, parameters, "gradients of the parameters");
            if (wanted)
            {
                Bits.Equal<T>(expected.Inputs, Flat<T>(inputs), "gradients of the inputs");
            }
        }
    }

    private static void Refuses(string name, string message, Action call)
    {
        var error = Assert.Throws<ArgumentException>(name, call);
        Assert.StartsWith(message, error.Message);
    }

    private static Tensor<T> Inputs<T>(Sequence<T> sequence)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.Create(sequence.Inputs, [sequence.Steps, sequence.Batch, sequence.Inputs.Length / sequence.Steps / sequence.Batch]);

    private static Tensor<T> Filled<T>(T value, params nint[] shape)
    {
        var tensor = Tensor.CreateFromShape<T>(shape);
        tensor.Fill(value);
        return tensor;
    }

    private static T[] Flat<T>(ReadOnlyTensorSpan<T> tensor)
    {
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
