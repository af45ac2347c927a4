using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Ir;

/// <summary>One value of a graph.</summary>
/// <param name="Op">What computes it.</param>
/// <param name="Args">The values it is computed from, as indices of earlier nodes.</param>
/// <param name="Shape">Its shape; only the rank is known before sizes are inferred.</param>
/// <param name="Name">The user's name for it, if it has one.</param>
/// <param name="Value">The constant of a <see cref="Op.Constant"/>, the slope or alpha of a LeakyRelu or Elu, the rate of a Dropout or a mask.</param>
/// <param name="Index">Which state or parameter a leaf stands for; of a Dropout or a mask, how many calls of Dropout come before it in a step.</param>
internal sealed record Node(
    Op Op, EquatableArray<int> Args, Shape Shape, string? Name = null, double Value = 0, int Index = -1)
{
    // Bits, not ==: a NaN equals itself and 0 differs from -0, or the pipeline would rerun or reuse wrongly.
    public bool Equals(Node? other) =>
        other is not null && Op == other.Op && Args.Equals(other.Args) && Shape == other.Shape && Name == other.Name
        && Index == other.Index && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    public override int GetHashCode() => unchecked((((int)Op * 31 + Args.GetHashCode()) * 31 + Index) * 31 + Value.GetHashCode());
}

/// <summary>Values in an order in which each comes after what it is computed from.</summary>
internal sealed record Graph(EquatableArray<Node> Nodes)
{
    public Node this[int index] => Nodes[index];

    public int Count => Nodes.Count;
}
