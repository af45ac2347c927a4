namespace RnnSimd;

/// <summary>
/// Marks a partial class as a recurrent network. The source generator writes its parameters and its forward and backward code
/// for exactly the layers that the <see cref="LayerAttribute{TCell}"/>s on the class declare, from the input upwards.
/// </summary>
/// <example>
/// <code>
/// [RecurrentNetwork(InputSize = 1)]
/// [Layer&lt;Lstm&gt;(32)]
/// [Layer&lt;Dense&gt;(1)]
/// public sealed partial class Forecaster;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecurrentNetworkAttribute : Attribute
{
    /// <summary>The number of elements of one input vector, 1 or more. A network has this or a <see cref="Vocabulary"/>.</summary>
    public int InputSize { get; init; }

    /// <summary>
    /// The number of tokens, from 1 to 2²⁴. Each input is then one element: the number of a token, from 0. In the equations of the first
    /// layer it is the one-hot vector, which is nowhere made: a matrix applied to it is one of the matrix's columns.
    /// </summary>
    public int Vocabulary { get; init; }

    /// <summary>The floating-point type to compute in; <see cref="RnnSimd.Precision.Single"/> unless said otherwise.</summary>
    public Precision Precision { get; init; }
}
