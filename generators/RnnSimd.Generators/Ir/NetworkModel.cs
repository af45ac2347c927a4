using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Ir;

/// <summary>A network as its author declared it, with the cell of each layer.</summary>
/// <param name="Namespace">The namespace of the class; empty for the global one.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="Modifiers">The modifiers that the other part of the class must repeat, for example <c>public sealed</c>.</param>
/// <param name="InputSize">The number of inputs.</param>
/// <param name="IsDouble">Whether it computes in double precision.</param>
/// <param name="Layers">The layers, from the input upwards.</param>
/// <param name="HiddenTypes">The types that emitted code names and whose names mean something else where the class stands.</param>
/// <param name="Vocabulary">If the input is the number of a token, how many there are; else 0.</param>
internal sealed record NetworkModel(
    string Namespace,
    string Name,
    string Modifiers,
    int InputSize,
    bool IsDouble,
    EquatableArray<LayerModel> Layers,
    EquatableArray<string> HiddenTypes = default,
    int Vocabulary = 0)
{
    /// <summary>Whether the input is the number of a token.</summary>
    public bool TakesTokens => Vocabulary > 0;

    /// <summary>The elements of the first layer's input in its equations: of a token's one-hot vector as many as there are tokens.</summary>
    public int FirstInputs => TakesTokens ? Vocabulary : InputSize;
}

/// <summary>A layer: a cell and its number of outputs.</summary>
internal sealed record LayerModel(CellModel Cell, int Units);
