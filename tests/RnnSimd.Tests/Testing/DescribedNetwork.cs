namespace RnnSimd.Tests.Testing;

/// <summary>
/// A network that describes itself and has no code, for what works on descriptions and parameters alone. To run it is a failure of the test: what
/// is tested must not.
/// </summary>
internal abstract class DescribedNetwork<T>(int inputSize, int outputSize, int stateSize, int parameterCount, ParameterInfo[] infos)
    : IRecurrentNetwork<T>
    where T : unmanaged
{
    private readonly T[] _parameters = new T[parameterCount];

    public int InputSize => inputSize;

    public int OutputSize => outputSize;

    public int StateSize => stateSize;

    public int ParameterCount => _parameters.Length;

    public Span<T> Parameters => _parameters;

    public IReadOnlyList<ParameterInfo> ParameterInfos => infos;

    public void Step(ReadOnlySpan<T> input, Span<T> state, Span<T> output) => FailRun(nameof(Step));

    public void Run(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch = 1) => FailRun(nameof(Run));

    public void Forward(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, Tape<T> tape) => FailRun(nameof(Forward));

    public void Backward(
        Tape<T> tape, ReadOnlySpan<T> outputGradients, Span<T> stateGradients, Span<T> parameterGradients, Span<T> inputGradients) =>
        FailRun(nameof(Backward));

    private static void FailRun(string method) => Assert.Fail($"{method} was called on a network that only describes itself.");
}
