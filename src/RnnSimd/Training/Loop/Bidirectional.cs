using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Two networks that read a sequence from its two ends, and a third that gets what both say at each step, so that what it says depends on all of the
/// sequence. Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Transactions on Signal Processing 45, 1997.
/// </summary>
/// <remarks>
/// The inputs of the head are those of the forward network, then those of the backward one; the head may be a layer of <see cref="Cells.Dense"/> or recurrent
/// itself. All memories are empty at their ends of the sequence. There is no step by step: the sequence has to be there to its end.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Bidirectional<T> : Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _state = [];
    private T[] _stateGradients = [];
    private T[] _reversedInputs = [];
    private T[] _forwardOutputs = [];
    private T[] _backwardOutputs = [];
    private T[] _headInputs = [];
    private T[] _headGradients = [];
    private T[] _outputs = [];
    private T[] _outputGradients = [];
    private T[] _weights = [];

    /// <summary>Makes an objective.</summary>
    /// <param name="forward">Reads from the first step to the last.</param>
    /// <param name="backward">Reads from the last step to the first; its inputs are those of the forward network.</param>
    /// <param name="head">Takes the outputs of both.</param>
    /// <param name="loss">The loss of the head's outputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public Bidirectional(IRecurrentNetwork<T> forward, IRecurrentNetwork<T> backward, IRecurrentNetwork<T> head, Loss<T> loss)
        : base(forward, backward, head)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (backward.InputSize != forward.InputSize)
        {
            throw new ArgumentException(
                $"The backward network takes {backward.InputSize} elements, but the forward network {forward.InputSize}.", nameof(backward));
        }

        if (head.InputSize != forward.OutputSize + backward.OutputSize)
        {
            throw new ArgumentException(
                $"The head takes {head.InputSize} elements, but the networks say {forward.OutputSize} + {backward.OutputSize}.", nameof(head));
        }

        (Forward, Backward, Head, Loss) = (forward, backward, head, loss);
    }

    /// <summary>Reads from the first step to the last.</summary>
    public IRecurrentNetwork<T> Forward { get; }

    /// <summary>Reads from the last step to the first.</summary>
    public IRecurrentNetwork<T> Backward { get; }

    /// <summary>Takes the outputs of both.</summary>
    public IRecurrentNetwork<T> Head { get; }

    /// <summary>The loss of the head's outputs.</summary>
    public Loss<T> Loss { get; }

    /// <inheritdoc/>
    public override int InputSize => Forward.InputSize;

    /// <inheritdoc/>
    public override int TargetSize => Loss.TargetSizeOf(Head.OutputSize);

    /// <summary>Runs sequences. Each stream has the same bits as alone; once the largest batch has been seen, nothing is allocated.</summary>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize of the head]</c>; zero where a stream has ended.</param>
    /// <param name="batch">The number of streams, 1 or more.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a stream cannot have as many time steps.</exception>
    /// <exception cref="InvalidOperationException">What one of the networks says takes more elements than an array holds.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs, int batch = 1, ReadOnlySpan<int> lengths = default)
    {
        var sequence = new StreamRows(SequenceCheck.Steps(inputs.Length, 0, outputs.Length, batch, InputSize, 0, Head.OutputSize), batch, lengths);
        SequenceCheck.Lengths(lengths, batch, sequence.Steps);
        var forwardOutputs = Memory.Sized(ref _forwardOutputs, (long)sequence.Rows * Forward.OutputSize);
        var backwardOutputs = Memory.Sized(ref _backwardOutputs, (long)sequence.Rows * Backward.OutputSize);
        Forward.Run(inputs, Fresh(Forward, batch), forwardOutputs, batch, lengths);
        Backward.Run(Reversed(inputs, sequence), Fresh(Backward, batch), backwardOutputs, batch, lengths);
        Head.Run(Joined(forwardOutputs, backwardOutputs, sequence), Fresh(Head, batch), outputs, batch, lengths);
    }

    /// <inheritdoc/>
    public override T Accumulate(SequenceBatch<T> batch, int window, Span<T> parameterGradients)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNotEqual(window, 0);
        SequenceCheck.Length(parameterGradients.Length, ParameterCount, nameof(parameterGradients));
        var count = batch.Count;
        var lengths = batch.Lengths;
        var sequence = new StreamRows(batch.Steps, count, lengths);
        var forwardOutputs = Memory.Sized(ref _forwardOutputs, (long)sequence.Rows * Forward.OutputSize);
        var backwardOutputs = Memory.Sized(ref _backwardOutputs, (long)sequence.Rows * Backward.OutputSize);
        var outputs = Memory.Sized(ref _outputs, (long)sequence.Rows * Head.OutputSize);
        Forward.Forward(batch.Inputs, Fresh(Forward, count), forwardOutputs, count, lengths, TapeOf(0));
        Backward.Forward(Reversed(batch.Inputs, sequence), Fresh(Backward, count), backwardOutputs, count, lengths, TapeOf(1));
        Head.Forward(Joined(forwardOutputs, backwardOutputs, sequence), Fresh(Head, count), outputs, count, lengths, TapeOf(2));

        var outputGradients = Memory.Sized(ref _outputGradients, outputs.Length);
        var sum = Loss.Evaluate(outputs, batch.Targets, Weights(batch), outputGradients);

        // What the networks have said is not needed any more: its gradients take its place.
        var headGradients = Memory.Sized(ref _headGradients, (long)sequence.Rows * Head.InputSize);
        var ofForward = parameterGradients[..Forward.ParameterCount];
        var rest = parameterGradients[Forward.ParameterCount..];
        Head.Backward(TapeOf(2), outputGradients, FreshGradients(Head, count), rest[Backward.ParameterCount..], headGradients);
        Split(headGradients, forwardOutputs, backwardOutputs, sequence);
        Forward.Backward(TapeOf(0), forwardOutputs, FreshGradients(Forward, count), ofForward, inputGradients: []);
        Backward.Backward(TapeOf(1), backwardOutputs, FreshGradients(Backward, count), rest[..Backward.ParameterCount], inputGradients: []);
        return sum;
    }

    /// <inheritdoc/>
    public override T Evaluate(SequenceBatch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var outputs = Memory.Sized(ref _outputs, (long)batch.Steps * batch.Count * Head.OutputSize);
        Run(batch.Inputs, outputs, batch.Count, batch.Lengths);
        return Loss.Evaluate(outputs, batch.Targets, Weights(batch), outputGradients: []);
    }

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(
        this, (nameof(Forward), Forward.GetType()), (nameof(Backward), Backward.GetType()), (nameof(Head), Head.GetType()),
        (nameof(Loss), Loss), (nameof(Weighting), Weighting));

    private Span<T> Fresh(IRecurrentNetwork<T> network, int batch) => Memory.Zeros(ref _state, (long)batch * network.StateSize);

    private Span<T> FreshGradients(IRecurrentNetwork<T> network, int batch) => Memory.Zeros(ref _stateGradients, (long)batch * network.StateSize);

    private Span<T> Weights(SequenceBatch<T> batch)
    {
        var weights = Memory.Sized(ref _weights, batch.Steps * batch.Count);
        Weighting.Fill(weights, batch.Count, batch.Lengths);
        return weights;
    }

    private Span<T> Reversed(ReadOnlySpan<T> inputs, StreamRows sequence)
    {
        var reversed = Memory.Sized(ref _reversedInputs, inputs.Length);
        sequence.Copy(inputs, 0, InputSize, reversed, 0, InputSize, InputSize, reverse: true);
        return reversed;
    }

    private Span<T> Joined(ReadOnlySpan<T> forward, ReadOnlySpan<T> backward, StreamRows sequence)
    {
        var (first, second) = (Forward.OutputSize, Backward.OutputSize);
        var joined = Memory.Sized(ref _headInputs, (long)sequence.Rows * (first + second));
        sequence.Copy(forward, 0, first, joined, 0, first + second, first, reverse: false);
        sequence.Copy(backward, 0, second, joined, first, first + second, second, reverse: true);
        return joined;
    }

    private void Split(ReadOnlySpan<T> gradients, Span<T> forward, Span<T> backward, StreamRows sequence)
    {
        var (first, second) = (Forward.OutputSize, Backward.OutputSize);
        sequence.Copy(gradients, 0, first + second, forward, 0, first, first, reverse: false);
        sequence.Copy(gradients, first, first + second, backward, 0, second, second, reverse: true);
    }
}
