using System.Globalization;
using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// Many-to-many with encoder and decoder: one network reads a sequence, its final state is the initial state of another, which says a sequence of
/// another length. Sutskever, Vinyals and Le, "Sequence to Sequence Learning with Neural Networks", NeurIPS 2014.
/// </summary>
/// <remarks>
/// In training the decoder is given, at each step, the target of the step before (teacher forcing), and a start input at the first; the gradient of its
/// initial state is that of the encoder's final one. After training, the encoder runs, and the decoder goes on from its state with what it said itself:
/// <code>
/// encoder.Run(source, state, encoderOutputs);
/// decoder.Generate(startToken, state, tokens, new TokenSampler { Temperature = 0 });
/// </code>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class EncoderDecoder<T> : Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _start;
    private T[] _encoderOutputs = [];
    private T[] _encoderGradients = [];
    private T[] _inputs = [];
    private T[] _outputs = [];
    private T[] _outputGradients = [];
    private T[] _weights = [];
    private T[] _state = [];
    private T[] _stateGradients = [];

    /// <summary>Makes an objective.</summary>
    /// <param name="encoder">Reads the inputs. Its outputs are not used.</param>
    /// <param name="decoder">Says the targets. Its state is as large as the encoder's.</param>
    /// <param name="loss">The loss of the decoder's outputs. Its targets are as large as the decoder's inputs, as token ids are.</param>
    /// <param name="start">The decoder's first input.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or the decoder's inputs are tokens and the start input is none of them.</exception>
    public EncoderDecoder(IRecurrentNetwork<T> encoder, IRecurrentNetwork<T> decoder, Loss<T> loss, params ReadOnlySpan<T> start)
        : base(encoder, decoder)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (encoder.StateSize != decoder.StateSize)
        {
            throw new ArgumentException(
                $"The encoder's state of {encoder.StateSize} elements cannot become the decoder's, which has {decoder.StateSize}.", nameof(decoder));
        }

        if (loss.TargetSizeOf(decoder.OutputSize) != decoder.InputSize)
        {
            throw new ArgumentException(
                $"The decoder takes {decoder.InputSize} elements, but the loss has targets of {loss.TargetSizeOf(decoder.OutputSize)}.", nameof(loss));
        }

        if (start.Length != decoder.InputSize)
        {
            throw new ArgumentException($"The decoder takes {decoder.InputSize} elements, but the start input has {start.Length}.", nameof(start));
        }

        SequenceCheck.Start(decoder, start);
        (Encoder, Decoder, Loss, _start) = (encoder, decoder, loss, start.ToArray());
    }

    /// <summary>Reads the inputs.</summary>
    public IRecurrentNetwork<T> Encoder { get; }

    /// <summary>Says the targets.</summary>
    public IRecurrentNetwork<T> Decoder { get; }

    /// <summary>The loss of the decoder's outputs.</summary>
    public Loss<T> Loss { get; }

    /// <inheritdoc/>
    public override int InputSize => Encoder.InputSize;

    /// <inheritdoc/>
    public override int TargetSize => Decoder.InputSize;

    /// <inheritdoc/>
    public override bool TargetsAreSequences => true;

    /// <inheritdoc/>
    public override T Accumulate(SequenceBatch<T> batch, int window, Span<T> parameterGradients)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNotEqual(window, 0);
        SequenceCheck.Length(parameterGradients.Length, ParameterCount, nameof(parameterGradients));
        var state = Memory.Zeros(ref _state, (long)batch.Count * Encoder.StateSize);
        var encoderOutputs = EncoderOutputs(batch);
        Encoder.Forward(batch.Inputs, state, encoderOutputs, batch.Count, batch.Lengths, TapeOf(0));
        var outputs = Outputs(batch);
        Decoder.Forward(DecoderInputs(batch), state, outputs, batch.Count, batch.TargetLengths, TapeOf(1));

        var outputGradients = Memory.Sized(ref _outputGradients, outputs.Length);
        var sum = Loss.Evaluate(outputs, batch.Targets, Weights(batch), outputGradients);

        var stateGradients = Memory.Zeros(ref _stateGradients, state.Length);
        var encoderGradients = parameterGradients[..Encoder.ParameterCount];
        Decoder.Backward(TapeOf(1), outputGradients, stateGradients, parameterGradients[Encoder.ParameterCount..], inputGradients: []);
        Encoder.Backward(TapeOf(0), Memory.Zeros(ref _encoderGradients, encoderOutputs.Length), stateGradients, encoderGradients, inputGradients: []);
        return sum;
    }

    /// <inheritdoc/>
    public override T Evaluate(SequenceBatch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var state = Memory.Zeros(ref _state, (long)batch.Count * Encoder.StateSize);
        Encoder.Run(batch.Inputs, state, EncoderOutputs(batch), batch.Count, batch.Lengths);
        var outputs = Outputs(batch);
        Decoder.Run(DecoderInputs(batch), state, outputs, batch.Count, batch.TargetLengths);
        return Loss.Evaluate(outputs, batch.Targets, Weights(batch), outputGradients: []);
    }

    /// <inheritdoc/>
    public override string ToString() => Settings.Text(
        this, (nameof(Encoder), Encoder.GetType()), (nameof(Decoder), Decoder.GetType()), (nameof(Loss), Loss), (nameof(Weighting), Weighting),
        ("Start", string.Join(' ', _start.Select(element => element.ToString(null, CultureInfo.InvariantCulture)))));

    private Span<T> EncoderOutputs(SequenceBatch<T> batch) =>
        Memory.Sized(ref _encoderOutputs, (long)batch.Steps * batch.Count * Encoder.OutputSize);

    private Span<T> Outputs(SequenceBatch<T> batch) =>
        Memory.Sized(ref _outputs, (long)batch.TargetSteps * batch.Count * Decoder.OutputSize);

    private Span<T> Weights(SequenceBatch<T> batch)
    {
        var weights = Memory.Sized(ref _weights, batch.TargetSteps * batch.Count);
        Weighting.Fill(weights, batch.Count, batch.TargetLengths);
        return weights;
    }

    /// <summary>The start, then the targets one step later.</summary>
    private Span<T> DecoderInputs(SequenceBatch<T> batch)
    {
        var inputs = Memory.Sized(ref _inputs, batch.Targets.Length);
        var step = batch.Count * TargetSize;
        for (var i = 0; i < Math.Min(step, inputs.Length); i++)
        {
            inputs[i] = _start[i % TargetSize];
        }

        batch.Targets[..^Math.Min(step, inputs.Length)].CopyTo(inputs[Math.Min(step, inputs.Length)..]);
        return inputs;
    }
}
