namespace RnnSimd.Tests.Interop;

/// <summary>A network that cannot run: files hold parameters, so that is all their tests need.</summary>
internal sealed class ParametersOnly<T>(int parameterCount, params ParameterInfo[] infos) : IRecurrentNetwork<T>
    where T : unmanaged
{
    private readonly T[] _parameters = new T[parameterCount];

    public int InputSize => 1;

    public int OutputSize => 1;

    public int StateSize => 1;

    public int ParameterCount => _parameters.Length;

    public Span<T> Parameters => _parameters;

    public IReadOnlyList<ParameterInfo> ParameterInfos => infos;

    public void Step(ReadOnlySpan<T> input, Span<T> state, Span<T> output) => throw new NotSupportedException();

    public void Run(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch = 1) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, Tape<T> tape) => throw new NotSupportedException();

    public void Backward(
        Tape<T> tape,
        ReadOnlySpan<T> outputGradients,
        Span<T> stateGradients,
        Span<T> parameterGradients,
        Span<T> inputGradients) => throw new NotSupportedException();
}
