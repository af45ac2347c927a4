namespace RnnSimd.Tests.Diagnostics;

/// <summary>Another network, whose runs can be watched and whose gradients can be falsified.</summary>
internal sealed class WrappedNetwork(IRecurrentNetwork<double> inner) : IRecurrentNetwork<double>
{
    public delegate void GradientChange(Span<double> states, Span<double> parameters, Span<double> inputs);

    /// <summary>Called before each forward pass.</summary>
    public Action? BeforePass { get; init; }

    /// <summary>Called on the gradients that Backward has computed.</summary>
    public GradientChange? AfterBackward { get; init; }

    public int InputSize => inner.InputSize;

    public int OutputSize => inner.OutputSize;

    public int StateSize => inner.StateSize;

    public int ParameterCount => inner.ParameterCount;

    public Span<double> Parameters => inner.Parameters;

    public IReadOnlyList<ParameterInfo> ParameterInfos => inner.ParameterInfos;

    public void Step(ReadOnlySpan<double> input, Span<double> state, Span<double> output) => inner.Step(input, state, output);

    public void Run(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs, int batch = 1)
    {
        BeforePass?.Invoke();
        inner.Run(inputs, state, outputs, batch);
    }

    public void Forward(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs, int batch, Tape<double> tape)
    {
        BeforePass?.Invoke();
        inner.Forward(inputs, state, outputs, batch, tape);
    }

    public void Backward(
        Tape<double> tape, ReadOnlySpan<double> outputGradients, Span<double> stateGradients, Span<double> parameterGradients, Span<double> inputGradients)
    {
        inner.Backward(tape, outputGradients, stateGradients, parameterGradients, inputGradients);
        AfterBackward?.Invoke(stateGradients, parameterGradients, inputGradients);
    }
}
