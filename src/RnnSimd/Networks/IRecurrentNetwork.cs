namespace RnnSimd;

/// <summary>
/// A recurrent network: parameters, and the functions that run it and differentiate it. Generated networks implement it; trainers,
/// checkpoints and importers are written on it.
/// </summary>
/// <remarks>
/// Sequences are <c>[time, batch, feature]</c>, row-major. The state is <c>[batch, StateSize]</c> and is the whole memory of
/// a stream: copying it is a snapshot, clearing it a reset. A network holds parameters and working memory, so any number of threads and
/// streams can share one as long as none of them changes the parameters. Spans that a method writes must not overlap the others.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IRecurrentNetwork<T>
    where T : unmanaged
{
    /// <summary>The number of elements of one input.</summary>
    int InputSize { get; }

    /// <summary>The number of elements of one output.</summary>
    int OutputSize { get; }

    /// <summary>The number of elements of one stream's state: the states of all layers in order.</summary>
    int StateSize { get; }

    /// <summary>The length of <see cref="Parameters"/>.</summary>
    int ParameterCount { get; }

    /// <summary>All parameters, in one aligned buffer; <see cref="ParameterInfos"/> says which element is which.</summary>
    Span<T> Parameters { get; }

    /// <summary>Name, shape and place of every parameter.</summary>
    IReadOnlyList<ParameterInfo> ParameterInfos { get; }

    /// <summary>Advances one stream by one time step. Allocates nothing.</summary>
    /// <param name="input">The input, <see cref="InputSize"/> elements.</param>
    /// <param name="state">The stream's state, <see cref="StateSize"/> elements: read, then overwritten with the new state.</param>
    /// <param name="output">Receives the output, <see cref="OutputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Step(ReadOnlySpan<T> input, Span<T> state, Span<T> output);

    /// <summary>Runs whole sequences; the results have the same bits as calling <see cref="Step"/> for each time step and stream.</summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>; its length decides the number of time steps, which may be zero.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Run(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch = 1);

    /// <summary>
    /// Runs sequences of different lengths: each stream takes part in its first steps only, and its results have the same bits as those of the
    /// stream alone. Its inputs after them are not read, the outputs there are zero, and its final state is the one after its last step.
    /// </summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>; its length decides the number of time steps.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="lengths">
    /// How many time steps each stream has, <c>[batch]</c>, from 0 to the number of time steps; empty if all have as many as there are.
    /// </param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a stream cannot have as many time steps.</exception>
    /// <exception cref="NotSupportedException">Streams end before others, in a network that no generator made: it need not know of that.</exception>
    void Run(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, ReadOnlySpan<int> lengths)
    {
        SequenceCheck.OneLength(this, inputs.Length, batch, lengths);
        Run(inputs, state, outputs, batch);
    }

    /// <summary>
    /// As <see cref="Run(ReadOnlySpan{T}, Span{T}, Span{T}, int)"/>, and records on the tape what <see cref="Backward"/> needs.
    /// </summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="tape">Receives the record; what it held before is lost.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Forward(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, Tape<T> tape);

    /// <summary>
    /// As <see cref="Run(ReadOnlySpan{T}, Span{T}, Span{T}, int, ReadOnlySpan{int})"/>, and records on the tape what <see cref="Backward"/> needs.
    /// </summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <param name="tape">Receives the record, the lengths too; what it held before is lost.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a stream cannot have as many time steps.</exception>
    /// <exception cref="NotSupportedException">Streams end before others, in a network that no generator made: it need not know of that.</exception>
    void Forward(ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, int batch, ReadOnlySpan<int> lengths, Tape<T> tape)
    {
        SequenceCheck.OneLength(this, inputs.Length, batch, lengths);
        Forward(inputs, state, outputs, batch, tape);
    }

    /// <summary>
    /// Backpropagation through time over the sequence that the tape recorded; it can be repeated on the same tape. Of a stream that ends
    /// before the others, gradients after its last step are not read, and those of its inputs there are zero.
    /// </summary>
    /// <param name="tape">The tape of the last Forward; the parameters must not have changed since.</param>
    /// <param name="outputGradients">∂loss/∂outputs, <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="stateGradients">
    /// <c>[batch, StateSize]</c>: ∂loss/∂(final state) on entry, zero if the loss does not depend on it; ∂loss/∂(initial state) on return.
    /// </param>
    /// <param name="parameterGradients">∂loss/∂parameters is added to it; laid out like <see cref="Parameters"/>.</param>
    /// <param name="inputGradients">
    /// Receives ∂loss/∂inputs, <c>[time, batch, InputSize]</c>; empty if it is not wanted: what only it needs is not computed then.
    /// </param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the tape is empty or another network's.</exception>
    void Backward(
        Tape<T> tape,
        ReadOnlySpan<T> outputGradients,
        Span<T> stateGradients,
        Span<T> parameterGradients,
        Span<T> inputGradients);
}
