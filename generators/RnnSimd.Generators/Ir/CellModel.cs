using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Ir;

/// <summary>A cell as its author wrote it: parameters, states and the equations of one step, with sizes still open.</summary>
/// <param name="Name">The full name of the class, for example <c>RnnSimd.Cells.Lstm</c>.</param>
/// <param name="Parameters">The fields, in order of declaration.</param>
/// <param name="Input">The input: the first parameter of Step.</param>
/// <param name="States">The states: the other parameters of Step, in order.</param>
/// <param name="Graph">The equations. Leaves refer to parameters and states by index.</param>
/// <param name="Output">The node of the output.</param>
internal sealed record CellModel(
    string Name,
    EquatableArray<CellParameter> Parameters,
    CellInput Input,
    EquatableArray<CellState> States,
    Graph Graph,
    int Output)
{
    /// <summary>The user's name of a leaf of the graph.</summary>
    public string LeafName(Node leaf) => leaf.Op switch
    {
        Op.Parameter => Parameters[leaf.Index].Name,
        Op.State => States[leaf.Index].Name,
        Op.Input or Op.Token => Input.Name,
        _ => leaf.Name ?? leaf.Op.ToString(),
    };
}

/// <summary>A trainable field of a cell.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Shape">Its rank; sizes given by <c>[Size]</c>, with <see cref="DeclaredSize"/>'s codes, or 0.</param>
/// <param name="Initialization">How its elements start.</param>
/// <param name="IsFrozen">Whether it takes no part in training.</param>
internal sealed record CellParameter(string Name, Shape Shape, Initialization Initialization, bool IsFrozen);

/// <summary>The input of a cell: a vector, or a scalar for a layer with one input.</summary>
internal sealed record CellInput(string Name, Shape Shape);

/// <summary>A state of a cell.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Shape">Its rank and, for a vector with <c>[Size]</c>, its size in <see cref="DeclaredSize"/>'s codes.</param>
/// <param name="Next">The node of its new value.</param>
internal sealed record CellState(string Name, Shape Shape, int Next);

/// <summary>The codes of a declared size that is not a number; the attributes use the same.</summary>
internal static class DeclaredSize
{
    /// <summary><c>Size.Units</c>: the number of outputs of the layer.</summary>
    public const int Units = -1;

    /// <summary><c>Size.Inputs</c>: the number of inputs of the layer.</summary>
    public const int Inputs = -2;
}

/// <summary>How a parameter starts: the name of a member of <c>Initializer</c> and its argument; no name stands for the default.</summary>
internal sealed record Initialization(string? Initializer, double Argument)
{
    public static readonly Initialization Default = new(null, 0);

    public bool Equals(Initialization? other) =>
        other is not null && Initializer == other.Initializer
        && BitConverter.DoubleToInt64Bits(Argument) == BitConverter.DoubleToInt64Bits(other.Argument);

    public override int GetHashCode() => (Initializer, Argument).GetHashCode();
}
