using System.Globalization;
using RnnSimd.Tests.Diagnostics;

namespace RnnSimd.Tests.Networks;

/// <summary>What does not fit is an exception that names it, and changes nothing.</summary>
public sealed class ArgumentTests
{
    private const int Steps = 3;
    private const int Batch = 2;

    private readonly StackedSingle _network = new();
    private readonly float[] _inputs = Filled(Steps * Batch * StackedSingle.InputSize);
    private readonly float[] _state = Filled(Batch * StackedSingle.StateSize);
    private readonly float[] _outputs = Filled(Steps * Batch * StackedSingle.OutputSize);
    private readonly float[] _outputGradients = Filled(Steps * Batch * StackedSingle.OutputSize);
    private readonly float[] _stateGradients = Filled(Batch * StackedSingle.StateSize);
    private readonly float[] _parameterGradients = Filled(StackedSingle.ParameterCount);
    private readonly float[] _inputGradients = Filled(Steps * Batch * StackedSingle.InputSize);

    [Theory]
    [InlineData("input", StackedSingle.InputSize)]
    [InlineData("state", StackedSingle.StateSize)]
    [InlineData("output", StackedSingle.OutputSize)]
    public void Step_names_the_span_that_does_not_fit(string name, int needed)
    {
        foreach (var length in LengthsBeside(needed))
        {
            var (input, state, output) = (Of("input", StackedSingle.InputSize), Of("state", StackedSingle.StateSize), Of("output", StackedSingle.OutputSize));
            var exception = Assert.Throws<ArgumentException>(name, () => _network.Step(input, state, output));
            Names(exception, length, needed);
            AreUnchanged(state, output);

            float[] Of(string span, int right) => Filled(span == name ? length : right);
        }
    }

    [Theory]
    [InlineData("inputs", Batch * StackedSingle.InputSize)]
    [InlineData("state", Batch * StackedSingle.StateSize)]
    [InlineData("outputs", Steps * Batch * StackedSingle.OutputSize)]
    public void Run_and_Forward_name_the_span_that_does_not_fit(string name, int needed)
    {
        foreach (var length in LengthsBeside(needed))
        {
            var (inputs, state, outputs) = (Of("inputs", _inputs), Of("state", _state), Of("outputs", _outputs));
            Names(Assert.Throws<ArgumentException>(name, () => _network.Run(inputs, state, outputs, Batch)), length, needed);
            Names(Assert.Throws<ArgumentException>(name, () => _network.Forward(inputs, state, outputs, Batch, new Tape<float>())), length, needed);
            AreUnchanged(inputs, state, outputs);

            float[] Of(string span, float[] right) => span == name ? Filled(length) : right;
        }
    }

    [Theory]
    [InlineData("outputGradients", Steps * Batch * StackedSingle.OutputSize)]
    [InlineData("stateGradients", Batch * StackedSingle.StateSize)]
    [InlineData("parameterGradients", StackedSingle.ParameterCount)]
    [InlineData("inputGradients", Steps * Batch * StackedSingle.InputSize)]
    public void Backward_names_the_span_that_does_not_fit(string name, int needed)
    {
        var tape = Recorded();
        foreach (var length in LengthsBeside(needed))
        {
            var (outputs, state) = (Of("outputGradients", _outputGradients), Of("stateGradients", _stateGradients));
            var (parameters, inputs) = (Of("parameterGradients", _parameterGradients), Of("inputGradients", _inputGradients));
            var exception = Assert.Throws<ArgumentException>(name, () => _network.Backward(tape, outputs, state, parameters, inputs));
            Names(exception, length, needed);
            AreUnchanged(outputs, state, parameters, inputs);

            float[] Of(string span, float[] right) => span == name ? Filled(length) : right;
        }
    }

    [Theory]
    [InlineData(new[] { 3 }, "2 streams, but 1 lengths")]
    [InlineData(new[] { 3, 2, 1 }, "2 streams, but 3 lengths")]
    [InlineData(new[] { 3, -1 }, "Stream 1 cannot have -1 time steps, as there are 3")]
    [InlineData(new[] { 4, 0 }, "Stream 0 cannot have 4 time steps, as there are 3")]
    public void Lengths_that_do_not_fit_are_named(int[] lengths, string message)
    {
        var tape = Recorded();
        foreach (var call in new Action[]
        {
            () => _network.Run(_inputs, _state, _outputs, Batch, lengths),
            () => _network.Forward(_inputs, _state, _outputs, Batch, lengths, tape),
        })
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>(nameof(lengths), call).Message, StringComparison.Ordinal);
        }

        AreUnchanged(_inputs, _state, _outputs);
        _network.Backward(tape, _outputGradients, _stateGradients, _parameterGradients, _inputGradients);
    }

    [Fact]
    public void A_network_that_cannot_tell_streams_apart_says_so()
    {
        IRecurrentNetwork<double> network = new WrappedNetwork(new Lstm3To13());
        var (inputs, state, outputs) = (new double[2 * 3], new double[2 * 26], new double[2 * 13]);
        foreach (var lengths in new int[][] { [1, 0], [0, 0] })
        {
            Assert.Throws<NotSupportedException>(() => network.Run(inputs, state, outputs, 2, lengths));
            Assert.Throws<NotSupportedException>(() => network.Forward(inputs, state, outputs, 2, lengths, new Tape<double>()));
        }

        Assert.All(state.Concat(outputs), element => Assert.Equal(0, element));
    }

    [Fact]
    public void A_network_that_cannot_tell_streams_apart_runs_those_of_one_length()
    {
        IRecurrentNetwork<double> network = new WrappedNetwork(new Lstm3To13());
        double[] inputs = [1, 2, 3, 4, 5, 6];
        var expected = new double[2 * 13];
        network.Run(inputs, new double[2 * 26], expected, 2);

        foreach (var lengths in new int[][] { [], [1, 1] })
        {
            var (run, forward) = (new double[2 * 13], new double[2 * 13]);
            network.Run(inputs, new double[2 * 26], run, 2, lengths);
            network.Forward(inputs, new double[2 * 26], forward, 2, lengths, new Tape<double>());
            Assert.Equal(expected, run);
            Assert.Equal(expected, forward);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_has_a_stream(int batch)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(batch), () => _network.Run(_inputs, _state, _outputs, batch));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(batch), () => _network.Forward(_inputs, _state, _outputs, batch, new Tape<float>()));
        AreUnchanged(_inputs, _state, _outputs);
    }

    [Fact]
    public void A_tape_is_needed()
    {
        Assert.Throws<ArgumentNullException>("tape", () => _network.Forward(_inputs, _state, _outputs, Batch, null!));
        Assert.Throws<ArgumentNullException>("tape", () => _network.Backward(null!, _outputGradients, _stateGradients, _parameterGradients, _inputGradients));
        AreUnchanged(_state, _outputs, _stateGradients, _parameterGradients, _inputGradients);
    }

    [Fact]
    public void An_empty_tape_is_refused() => IsRefused(new Tape<float>(), "empty");

    [Fact]
    public void The_tape_of_another_network_is_refused()
    {
        var tape = new Tape<float>();
        new StackedSingle(1).Forward(_inputs, _state, _outputs, Batch, tape);
        IsRefused(tape, "another network");
    }

    // What the last Forward recorded is still there when one that throws comes after it.
    [Fact]
    public void A_call_that_throws_leaves_the_tape_as_it_was()
    {
        var tape = Recorded();
        Assert.Throws<ArgumentException>("outputs", () => _network.Forward(_inputs, _state, [], Batch, tape));
        Assert.Equal((Steps, Batch), (tape.Steps, tape.Batch));
        _network.Backward(tape, _outputGradients, _stateGradients, _parameterGradients, _inputGradients);
    }

    private static float[] Filled(int length)
    {
        var values = new float[length];
        Array.Fill(values, 0.25f);
        return values;
    }

    private static int[] LengthsBeside(int needed) => [needed - 1, needed + 1];

    private static void Names(ArgumentException exception, int length, int needed)
    {
        Assert.Contains(length.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
        Assert.Contains(needed.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
    }

    private static void AreUnchanged(params float[][] spans) => Assert.All(spans.SelectMany(span => span), value => Assert.Equal(0.25f, value));

    private Tape<float> Recorded()
    {
        var tape = new Tape<float>();
        _network.Forward(_inputs, (float[])_state.Clone(), new float[_outputs.Length], Batch, tape);
        return tape;
    }

    private void IsRefused(Tape<float> tape, string reason)
    {
        var (state, parameters, inputs) = (Filled(_stateGradients.Length), Filled(_parameterGradients.Length), Filled(_inputGradients.Length));
        var exception = Assert.Throws<ArgumentException>(nameof(tape), () => _network.Backward(tape, _outputGradients, state, parameters, inputs));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        AreUnchanged(state, parameters, inputs);
    }
}
