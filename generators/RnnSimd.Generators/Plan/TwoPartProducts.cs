using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Finds the sums of products in a loop over time whose first part, such as the products with the input, is computed before the loop. With packed
/// weights both parts are one product in the loop: what would be written before it, for all steps, need not be written and read again.
/// </summary>
internal static class TwoPartProducts
{
    /// <summary>The loop, whose products know their first parts.</summary>
    public static IEnumerable<Work> InLoop(IReadOnlyList<Work> before, IReadOnlyList<Work> loop) =>
        loop.Select((work, i) => work is ProductCall { PanelRows: > 0 } call
            && before.OfType<ProductCall>().FirstOrDefault(first => AreOneProduct(first, call)) is { } first
            && !before.Concat(loop.Take(i)).Any(earlier => Reads(earlier, first))
                ? call with { PanelRows = first.Inner + call.Inner, FirstPart = new(first, EquationOf(first, call)) }
                : work);

    private static bool AreOneProduct(ProductCall first, ProductCall second) =>
        first.Start == SumStart.Bias && first.Chains == 1 && second.Start == SumStart.Destination
        && first.Destination == second.Destination && first.Columns == second.Columns && first.WeightStride == second.WeightStride
        && second.Weights.Offset == first.Weights.Offset + first.Inner * first.WeightStride
        && Lines(first.Equation).Length == Lines(second.Equation).Length;

    /// <summary>Whether work reads what a product computes.</summary>
    private static bool Reads(Work work, ProductCall product) => work switch
    {
        ElementLoop loop => loop.Sources.Any(source => Overlaps(source.Location, loop.LaneCount, product)),
        ReductionCall call => Overlaps(call.First, call.Length, product) || (call.Op == Op.Dot && Overlaps(call.Second, call.Length, product)),
        ProductCall call => Overlaps(call.Operand, call.Inner, product),
        _ => true,
    };

    private static bool Overlaps(Location location, int length, ProductCall product) =>
        location.Place == product.Destination.Place
        && location.Offset < product.Destination.Offset + product.Columns && product.Destination.Offset < location.Offset + length;

    // "z = b + W · x" and "z += U · h" are "z = b + W · x + U · h".
    private static string EquationOf(ProductCall first, ProductCall second) => string.Join(
        "\n", Lines(first.Equation).Zip(Lines(second.Equation), (left, right) => left + right.Substring(right.IndexOf(" += ", StringComparison.Ordinal)).Replace(" += ", " + ")));

    private static string[] Lines(string equation) => equation.Split('\n');
}
