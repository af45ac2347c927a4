using RnnSimd.Equations;

namespace RnnSimd.Cells;

/// <summary>
/// A matrix alone. On tokens it is a table with a learned vector for each. Yoshua Bengio, Réjean Ducharme, Pascal Vincent and Christian Janvin,
/// "A neural probabilistic language model", Journal of Machine Learning Research 3 (2003), 1137–1155.
/// </summary>
/// <remarks>
/// The elements start with a standard deviation of 1, so that a token's vector is scaled as the layer above expects its input to be.
/// </remarks>
[RecurrentCell]
public sealed class Embedding : Cell
{
    [Init(Initializer.Normal)] private Matrix E;

    /// <summary>One time step.</summary>
    /// <param name="x">The input.</param>
    public Vector Step(Vector x) => E * x;
}
