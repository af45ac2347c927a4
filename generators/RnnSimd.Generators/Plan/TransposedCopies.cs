using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// The transposed copies that the backward pass multiplies with, so that there too outputs are lanes. A block's copy is as
/// large as the block and stands as far into the copies as the block stands into the layer's parameters.
/// </summary>
internal static class TransposedCopies
{
    /// <summary>
    /// Element (0, 0) of a matrix's transposed copy, counted from the layer's first, the distance between its rows, and how many the copy has if it is
    /// in panels.
    /// </summary>
    public static (int Offset, int Stride, int PanelRows) PlaceOf(ParameterLayout layout, int parameter, bool isDouble)
    {
        var block = layout.BlockOf(parameter);
        var (stride, rows) = Panels.Fit(block.Rows, isDouble) ? (Panels.Columns(isDouble), block.Columns) : (block.Rows, 0);
        return (block.Offset - layout.Offset + (layout.Places[parameter].Offset - block.Offset) * stride, stride, rows);
    }

    /// <summary>The copies that a layer's backward pass needs.</summary>
    public static EquatableArray<TransposedCopy> Of(LayerGraph layer, ParameterLayout layout, bool isDouble) => layer.Graph.Nodes
        .Where(node => node.Op is Op.TransposedProduct or Op.AddTransposedProduct)
        .Select(node => layout.BlockOf(layer.Graph[node.Args[node.Args.Count - 2]].Index))
        .Distinct().OrderBy(block => block.Offset)
        .Select(block => new TransposedCopy(
            new(Place.Transposed, block.Offset - layout.Offset), block.Offset, block.Columns, block.Rows, block.Columns, Panels.Fit(block.Rows, isDouble)))
        .ToEquatableArray();
}
