using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Ir;

/// <summary>
/// One step of a layer forwards and, once differentiated, backwards, in one graph: a backward value can be computed from any
/// forward value.
/// </summary>
/// <param name="Cell">The cell with all sizes known; the names and shapes of the leaves. Its own graph is superseded.</param>
/// <param name="Graph">The values.</param>
/// <param name="Output">The output.</param>
/// <param name="NextStates">The new value of each state.</param>
/// <param name="InputGradient">The gradient of the input; -1 before differentiation.</param>
/// <param name="StateGradients">The gradient of each state's old value.</param>
/// <param name="ParameterGradients">What each time step adds to the gradients of the parameters.</param>
internal sealed record LayerGraph(
    CellModel Cell,
    Graph Graph,
    int Output,
    EquatableArray<int> NextStates,
    int InputGradient,
    EquatableArray<int> StateGradients,
    EquatableArray<ParameterGradient> ParameterGradients)
{
    public IEnumerable<int> ForwardRoots => [Output, .. NextStates];

    public IEnumerable<int> BackwardRoots =>
        InputGradient < 0
            ? []
            : [InputGradient, .. StateGradients, .. ParameterGradients.SelectMany(p => p.Operand < 0 ? [p.Gradient] : new[] { p.Gradient, p.Operand })];
}

/// <summary>
/// A contribution to the gradient of a parameter: the outer product of <see cref="Gradient"/> and <see cref="Operand"/> for a
/// matrix, <see cref="Gradient"/> itself for a vector or a scalar (and an operand of -1).
/// </summary>
internal sealed record ParameterGradient(int Parameter, int Gradient, int Operand = -1);
