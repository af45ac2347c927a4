using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Finds the sums of products in a loop over time whose first part, such as the products with the input, is computed before the loop. With packed
/// weights both parts are one product in the loop: what would be written before it, for all steps, need not be written and read again.
/// </summary>
internal static class TwoPartProducts
{
    /// <summary>The loop, whose products know their first parts.</summary>
    public static IEnumerable<Work> InLoop(IReadOnlyList<Work> before, IReadOnlyList<Work> loop)
    {
        for (var i = 0; i < loop.Count; i++)
        {
            var earlier = before.Concat(loop.Take(i));
            yield return loop[i] is ProductCall { PanelRows: > 0 } call && FirstPartOf(call, before) is { } first
                && !earlier.Any(work => work != first && Uses(work, first))
                && !loop.Any(work => work is ProductCall { PanelRows: > 0 } other && other != call && SharesWeights(other, first, call))
                    ? call with { PanelRows = first.Inner + call.Inner, FirstPart = first }
                    : loop[i];
        }
    }

    private static ProductCall? FirstPartOf(ProductCall call, IReadOnlyList<Work> before) => before.OfType<ProductCall>().FirstOrDefault(first =>
        !first.IsToken && first.Start == SumStart.Bias && first.Chains == 1 && call.Start == SumStart.Destination
        && first.Destination == call.Destination && first.Columns == call.Columns && first.WeightStride == call.WeightStride
        && call.Weights.Offset == EndOfWeights(first));

    /// <summary>Whether work reads what a product computes, or adds to it.</summary>
    private static bool Uses(Work work, ProductCall product) => work switch
    {
        ElementLoop loop => loop.Sources.Any(source => Overlaps(source.Location, loop.LaneCount, product)),
        ReductionCall call => Overlaps(call.First, call.Length, product) || (call.Op == Op.Dot && Overlaps(call.Second, call.Length, product)),
        ProductCall call => Overlaps(call.Operand, call.OperandLength, product) || Overlaps(call.Destination, call.Columns, product),
        _ => true,
    };

    /// <summary>Whether a product reads some of the weights of two others from panels: those of both stand in panels of their own.</summary>
    private static bool SharesWeights(ProductCall other, ProductCall first, ProductCall second) =>
        other.Weights.Offset < EndOfWeights(second) && first.Weights.Offset < EndOfWeights(other);

    private static int EndOfWeights(ProductCall call) => call.Weights.Offset + call.Inner * call.WeightStride;

    private static bool Overlaps(Location location, int length, ProductCall product) =>
        location.Place == product.Destination.Place
        && location.Offset < product.Destination.Offset + product.Columns && product.Destination.Offset < location.Offset + length;
}
