namespace RnnSimd.Benchmarks.Baselines;

/// <summary>An LSTM as one would write it without a generator: one stream after the other, one time step after the other.</summary>
/// <remarks>It can be called where a generated network can, so that both are timed by the same code.</remarks>
internal abstract class BaselineLstm(LstmWeights weights) : IRecurrentNetwork<float>
{
    private readonly float[] _gates = new float[4 * weights.Units];
    private readonly float[] _tanh = new float[weights.Units];

    // The record of the last Forward, for each step of each stream: input, state before the step, gates, tanh of the new c.
    private float[] _inputs = [];
    private float[] _states = [];
    private float[] _allGates = [];
    private float[] _tanhs = [];

    public int InputSize => weights.Inputs;

    public int OutputSize => weights.Units;

    public int StateSize => 2 * weights.Units;

    public int ParameterCount => weights.Values.Length;

    public Span<float> Parameters => weights.Values;

    public IReadOnlyList<ParameterInfo> ParameterInfos => weights.Infos;

    protected LstmWeights Weights => weights;

    protected int Units => weights.Units;

    public void Step(ReadOnlySpan<float> input, Span<float> state, Span<float> output)
    {
        Advance(input, state[..Units], state[Units..], _gates, _tanh);
        state[..Units].CopyTo(output);
    }

    public void Run(ReadOnlySpan<float> inputs, Span<float> state, Span<float> outputs, int batch = 1)
    {
        for (var row = 0; row < outputs.Length / Units; row++)
        {
            Step(At(inputs, row, InputSize), At(state, row % batch, StateSize), At(outputs, row, Units));
        }
    }

    /// <param name="inputs">As everywhere.</param>
    /// <param name="state">As everywhere.</param>
    /// <param name="outputs">As everywhere.</param>
    /// <param name="batch">As everywhere.</param>
    /// <param name="tape">Stays as it is: the record is kept here.</param>
    public void Forward(ReadOnlySpan<float> inputs, Span<float> state, Span<float> outputs, int batch, Tape<float> tape)
    {
        var rows = outputs.Length / Units;
        if (_tanhs.Length != outputs.Length)
        {
            (_inputs, _states) = (new float[inputs.Length], new float[rows * StateSize]);
            (_allGates, _tanhs) = (new float[4 * outputs.Length], new float[outputs.Length]);
        }

        inputs.CopyTo(_inputs);
        for (var row = 0; row < rows; row++)
        {
            var stream = At(state, row % batch, StateSize);
            stream.CopyTo(At(_states, row, StateSize));
            Advance(At(inputs, row, InputSize), stream[..Units], stream[Units..], At(_allGates, row, 4 * Units), At(_tanhs, row, Units));
            stream[..Units].CopyTo(At(outputs, row, Units));
        }
    }

    public void Backward(
        Tape<float> tape, ReadOnlySpan<float> outputGradients, Span<float> stateGradients, Span<float> parameterGradients, Span<float> inputGradients)
    {
        var batch = stateGradients.Length / StateSize;
        for (var row = outputGradients.Length / Units - 1; row >= 0; row--)
        {
            var stream = At(stateGradients, row % batch, StateSize);
            var dh = stream[..Units];
            for (var n = 0; n < Units; n++)
            {
                dh[n] += outputGradients[row * Units + n];
            }

            Retreat(
                At(_inputs, row, InputSize), At(_states, row, StateSize), At(_allGates, row, 4 * Units),
                At(_tanhs, row, Units), dh, stream[Units..], parameterGradients,
                inputGradients.IsEmpty ? [] : At(inputGradients, row, InputSize));
        }
    }

    /// <summary>One step: the new h and c, the gates i, f, g and o after their activations, and the tanh of the new c.</summary>
    protected abstract void Advance(ReadOnlySpan<float> x, Span<float> h, Span<float> c, Span<float> gates, Span<float> tanh);

    /// <summary>One step backwards.</summary>
    /// <param name="x">The input.</param>
    /// <param name="state">h and c before the step.</param>
    /// <param name="gates">What the step made of them.</param>
    /// <param name="tanh">And this.</param>
    /// <param name="dh">The gradient of the new h, then that of the old one.</param>
    /// <param name="dc">The gradient of the new c without what reaches it through h, then that of the old one.</param>
    /// <param name="gradients">The gradients of the weights, laid out like them, are added to it.</param>
    /// <param name="dx">Receives the gradient of the input; empty if nobody wants it.</param>
    protected abstract void Retreat(
        ReadOnlySpan<float> x, ReadOnlySpan<float> state, ReadOnlySpan<float> gates, ReadOnlySpan<float> tanh, Span<float> dh, Span<float> dc,
        Span<float> gradients, Span<float> dx);

    protected static Span<float> At(float[] rows, int row, int length) => rows.AsSpan(row * length, length);

    protected static Span<float> At(Span<float> rows, int row, int length) => rows.Slice(row * length, length);

    protected static ReadOnlySpan<float> At(ReadOnlySpan<float> rows, int row, int length) => rows.Slice(row * length, length);
}
