using System.ComponentModel;

namespace RnnSimd;

/// <summary>For generated code: a network that can be run and differentiated some streams and time steps at a time.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IShardedNetwork<T> : IRecurrentNetwork<T>
    where T : unmanaged
{
    /// <summary>The elements of a row: what one time step of one stream leaves on the tape.</summary>
    int RowSize { get; }

    /// <summary>The elements of a row of gradients.</summary>
    int GradientRowSize { get; }

    /// <summary>If an input is the number of a token, how many tokens there are; else 0.</summary>
    int Vocabulary { get; }

    /// <summary>The values on a tape that can saturate.</summary>
    IReadOnlyList<TapeGate> Gates { get; }

    /// <summary>The elements of the copy that <see cref="Pack"/> makes: as many as there are parameters, or none.</summary>
    int PackedSize { get; }

    /// <summary>The masks of dropout, in the order in which they stand in a stream's row of masks; none unless the equations have dropout.</summary>
    ReadOnlySpan<DropoutMask> DropoutMasks => default;

    /// <summary>Copies the weights that <see cref="Forward"/> multiplies with into panels.</summary>
    /// <param name="packed">Receives them.</param>
    void Pack(Span<T> packed);

    /// <summary>Runs a part of a shard; the part before it has run.</summary>
    /// <param name="packed">What <see cref="Pack"/> made, or empty.</param>
    /// <param name="inputs">The inputs of the whole batch.</param>
    /// <param name="state">The state of the whole batch.</param>
    /// <param name="outputs">The outputs of the whole batch.</param>
    /// <param name="part">The streams and the time steps.</param>
    /// <param name="masks">The masks of the part's streams, a row for each; empty if there are none.</param>
    /// <param name="rows">The rows of the shard, of which the part's are written.</param>
    void Forward(Span<T> packed, ReadOnlySpan<T> inputs, Span<T> state, Span<T> outputs, Part part, Span<T> masks, Span<T> rows);

    /// <summary>Makes the transposed copies of the parameters that <see cref="Backward"/> reads.</summary>
    /// <param name="transposed">Receives them; as many elements as there are parameters.</param>
    void Transpose(Span<T> transposed);

    /// <summary>Backpropagation through time over a part of a shard; the part after it is done.</summary>
    /// <param name="transposed">What <see cref="Transpose"/> made.</param>
    /// <param name="masks">The masks of the part's streams with which it ran.</param>
    /// <param name="rows">The shard's rows.</param>
    /// <param name="gradients">Room for the gradients of the part's rows and of the step before it.</param>
    /// <param name="outputGradients">The outputs' gradients of the whole batch.</param>
    /// <param name="stateGradients">The states' gradients of the whole batch.</param>
    /// <param name="parameterGradients">The part's share of the parameters' gradients is added to it.</param>
    /// <param name="inputGradients">The inputs' gradients of the whole batch, or empty.</param>
    /// <param name="part">The streams and the time steps.</param>
    void Backward(
        Span<T> transposed,
        Span<T> masks,
        Span<T> rows,
        Span<T> gradients,
        ReadOnlySpan<T> outputGradients,
        Span<T> stateGradients,
        Span<T> parameterGradients,
        Span<T> inputGradients,
        Part part);
}
