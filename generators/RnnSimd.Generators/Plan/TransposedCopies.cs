using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// The transposed copies that the backward pass multiplies with, so that there too outputs are lanes. A block's copy is as
/// large as the block and stands as far into the copies as the block stands into the layer's parameters.
/// </summary>
internal static class TransposedCopies
{
    /// <summary>Element (0, 0) of a matrix's transposed copy, counted from the layer's first, and the distance between its rows.</summary>
    public static (int Offset, int Stride) PlaceOf(ParameterLayout layout, int parameter)
    {
        var block = layout.BlockOf(parameter);
        var column = layout.Places[parameter].Offset - block.Offset;
        return (block.Offset - layout.Offset + column * block.Rows, block.Rows);
    }

    /// <summary>The copies that a layer's backward pass needs.</summary>
    public static EquatableArray<TransposedCopy> Of(LayerGraph layer, ParameterLayout layout) => layer.Graph.Nodes
        .Where(node => node.Op is Op.TransposedProduct or Op.AddTransposedProduct)
        .Select(node => layout.BlockOf(layer.Graph[node.Args[node.Args.Count - 2]].Index))
        .Distinct().OrderBy(block => block.Offset)
        .Select(block => new TransposedCopy(
            new(Place.Transposed, block.Offset - layout.Offset), block.Offset, block.Columns, block.Rows, block.Columns))
        .ToEquatableArray();
}
