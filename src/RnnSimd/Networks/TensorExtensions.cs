using System.Numerics.Tensors;

namespace RnnSimd;

/// <summary>
/// The calls of <see cref="IRecurrentNetwork{T}"/> on tensors, whose shapes must be those of the network. Nothing is copied, so elements must stand
/// in row-major order without gaps, as those of a slice along the first dimension do.
/// </summary>
public static class TensorExtensions
{
    /// <summary>Runs sequences: <see cref="IRecurrentNetwork{T}.Run(ReadOnlySpan{T}, Span{T}, Span{T}, int, ReadOnlySpan{int})"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">A tensor has another shape or gaps, or a stream cannot have as many time steps.</exception>
    public static void Run<T>(
        this IRecurrentNetwork<T> network,
        in ReadOnlyTensorSpan<T> inputs,
        in TensorSpan<T> state,
        in TensorSpan<T> outputs,
        ReadOnlySpan<int> lengths = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        var (steps, batch) = TensorShape.StepsAndBatch(inputs, nameof(inputs), "InputSize");
        network.Run(
            TensorShape.Sequence(inputs, steps, batch, network.InputSize, nameof(inputs), "InputSize"),
            TensorShape.States(state, batch, network.StateSize, nameof(state)),
            TensorShape.Sequence(outputs, steps, batch, network.OutputSize, nameof(outputs), "OutputSize"),
            batch,
            lengths);
    }

    /// <summary>
    /// Runs and records sequences: <see cref="IRecurrentNetwork{T}.Forward(ReadOnlySpan{T}, Span{T}, Span{T}, int, ReadOnlySpan{int}, Tape{T})"/>.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="state"><c>[batch, StateSize]</c>: the initial state, then the final one.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="tape">Receives the record; what it held before is lost.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">A tensor has another shape or gaps, or a stream cannot have as many time steps.</exception>
    public static void Forward<T>(
        this IRecurrentNetwork<T> network,
        in ReadOnlyTensorSpan<T> inputs,
        in TensorSpan<T> state,
        in TensorSpan<T> outputs,
        Tape<T> tape,
        ReadOnlySpan<int> lengths = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        var (steps, batch) = TensorShape.StepsAndBatch(inputs, nameof(inputs), "InputSize");
        network.Forward(
            TensorShape.Sequence(inputs, steps, batch, network.InputSize, nameof(inputs), "InputSize"),
            TensorShape.States(state, batch, network.StateSize, nameof(state)),
            TensorShape.Sequence(outputs, steps, batch, network.OutputSize, nameof(outputs), "OutputSize"),
            batch,
            lengths,
            tape);
    }

    /// <summary>Backpropagation through time over what a tape recorded: <see cref="IRecurrentNetwork{T}.Backward"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="tape">The tape of the last Forward.</param>
    /// <param name="outputGradients">∂loss/∂outputs, <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="stateGradients"><c>[batch, StateSize]</c>: ∂loss/∂(final state) on entry, ∂loss/∂(initial state) on return.</param>
    /// <param name="parameterGradients">∂loss/∂parameters is added to it; laid out like <see cref="IRecurrentNetwork{T}.Parameters"/>.</param>
    /// <param name="inputGradients">Receives ∂loss/∂inputs, <c>[time, batch, InputSize]</c>; empty, as by default, if it is not wanted.</param>
    /// <exception cref="ArgumentException">A tensor has another shape or gaps, or the tape is empty or another network's.</exception>
    public static void Backward<T>(
        this IRecurrentNetwork<T> network,
        Tape<T> tape,
        in ReadOnlyTensorSpan<T> outputGradients,
        in TensorSpan<T> stateGradients,
        Span<T> parameterGradients,
        in TensorSpan<T> inputGradients = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tape);

        // An empty tape has no shape; the network says that it is empty.
        var (steps, batch) = tape.Batch == 0
            ? TensorShape.StepsAndBatch(outputGradients, nameof(outputGradients), "OutputSize")
            : (tape.Steps, tape.Batch);
        network.Backward(
            tape,
            TensorShape.Sequence(outputGradients, steps, batch, network.OutputSize, nameof(outputGradients), "OutputSize"),
            TensorShape.States(stateGradients, batch, network.StateSize, nameof(stateGradients)),
            parameterGradients,
            inputGradients.IsEmpty
                ? default
                : TensorShape.Sequence(inputGradients, steps, batch, network.InputSize, nameof(inputGradients), "InputSize"));
    }
}
