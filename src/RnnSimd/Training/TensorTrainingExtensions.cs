using System.Numerics;
using System.Numerics.Tensors;

namespace RnnSimd.Training;

/// <summary>
/// The calls of each batch on tensors. As in <see cref="TensorExtensions"/> nothing is copied, so elements must stand in row-major order without gaps.
/// </summary>
public static class TensorTrainingExtensions
{
    /// <summary>Runs sequences: <see cref="Bidirectional{T}.Run(ReadOnlySpan{T}, Span{T}, int, ReadOnlySpan{int})"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="networks">The networks.</param>
    /// <param name="inputs"><c>[time, batch, InputSize]</c>.</param>
    /// <param name="outputs">Receives <c>[time, batch, OutputSize of the head]</c>; zero where a stream has ended.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; empty if all have as many as there are.</param>
    /// <exception cref="ArgumentException">A tensor has another shape or gaps, or a stream cannot have as many time steps.</exception>
    public static void Run<T>(
        this Bidirectional<T> networks, in ReadOnlyTensorSpan<T> inputs, in TensorSpan<T> outputs, ReadOnlySpan<int> lengths = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(networks);
        var (steps, batch) = TensorShape.StepsAndBatch(inputs, nameof(inputs), "InputSize");
        networks.Run(
            TensorShape.Sequence(inputs, steps, batch, networks.InputSize, nameof(inputs), "InputSize"),
            TensorShape.Sequence(outputs, steps, batch, networks.Head.OutputSize, nameof(outputs), "OutputSize"),
            batch,
            lengths);
    }

    /// <summary>
    /// The weighted sum of a loss and its gradient: <see cref="Loss{T}.Evaluate(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <param name="outputs">What the network said, <c>[time, batch, OutputSize]</c>.</param>
    /// <param name="targets">What it should have said, <c>[time, batch, TargetSizeOf(OutputSize)]</c>.</param>
    /// <param name="weights"><c>[time, batch]</c>; where it is 0, neither outputs nor targets are looked at.</param>
    /// <param name="outputGradients">Receives ∂sum/∂outputs, <c>[time, batch, OutputSize]</c>; empty, as by default, if it is not wanted.</param>
    /// <returns>The sum, 0 for no steps.</returns>
    /// <exception cref="ArgumentException">A tensor has another shape or gaps, or the loss cannot be taken on a target. Nothing has been written then.</exception>
    public static T Evaluate<T>(
        this Loss<T> loss,
        in ReadOnlyTensorSpan<T> outputs,
        in ReadOnlyTensorSpan<T> targets,
        in ReadOnlyTensorSpan<T> weights,
        in TensorSpan<T> outputGradients = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        var (steps, batch) = TensorShape.StepsAndBatch(outputs, nameof(outputs), "OutputSize");
        var size = checked((int)outputs.Lengths[2]);
        return loss.Evaluate(
            TensorShape.Sequence(outputs, steps, batch, size, nameof(outputs), "OutputSize"),
            TensorShape.Sequence(targets, steps, batch, loss.TargetSizeOf(size), nameof(targets), "TargetSize"),
            TensorShape.Weights(weights, steps, batch, nameof(weights)),
            outputGradients.IsEmpty
                ? default
                : TensorShape.Sequence(outputGradients, steps, batch, size, nameof(outputGradients), "OutputSize"));
    }

    /// <summary>Fills the weights of a batch: <see cref="StepWeighting.Fill{T}(Span{T}, int, ReadOnlySpan{int}, int)"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weighting">How much each step counts.</param>
    /// <param name="weights">Receives <c>[time, batch]</c>.</param>
    /// <param name="lengths">How many time steps each stream has, <c>[batch]</c>; those after them count nothing. Empty if all are full.</param>
    /// <param name="burnIn">How many steps at the start count nothing, while the state forgets where it began: 0 or more.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or gaps, or a stream is longer than there are time steps.</exception>
    public static void Fill<T>(this StepWeighting weighting, in TensorSpan<T> weights, ReadOnlySpan<int> lengths = default, int burnIn = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(weighting);
        var (steps, batch) = TensorShape.StepsAndBatch<T>(weights, nameof(weights));
        weighting.Fill(TensorShape.Weights(weights, steps, batch, nameof(weights)), batch, lengths, burnIn);
    }
}
