using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>A mask of dropout: its place in the row that holds all masks of a stream.</summary>
/// <param name="Node">The mask in the layer's graph.</param>
/// <param name="Name">Its name.</param>
/// <param name="Call">How many calls of Dropout come before its own in a step of the cell.</param>
/// <param name="Rate">The probability that an element is dropped.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">The number of elements.</param>
internal sealed record Mask(int Node, string Name, int Call, double Rate, int Offset, int Length)
{
    /// <summary>The masks of a layer, one behind the other.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="offset">Where the first starts.</param>
    public static IEnumerable<Mask> Of(LayerGraph layer, int offset)
    {
        for (var i = 0; i < layer.Graph.Count; i++)
        {
            if (layer.Graph[i] is { Op: Op.Mask } mask)
            {
                yield return new(i, layer.Cell.LeafName(mask), mask.Index, mask.Value, offset, mask.Shape.Rows);
                offset += mask.Shape.Rows;
            }
        }
    }
}
