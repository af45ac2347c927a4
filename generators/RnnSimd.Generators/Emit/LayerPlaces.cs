using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>The places that work uses.</summary>
internal static class LayerPlaces
{
    /// <summary>The places in the rows of the layer below; references to them move with the steps like those to the layer's own rows.</summary>
    public static IReadOnlyList<Place> Below(IEnumerable<Work> work) =>
        [.. work.SelectMany(PlacesOf).Where(place => place is Place.Input or Place.InputGradient).Distinct().OrderBy(place => place)];

    private static IEnumerable<Place> PlacesOf(Work work) => work switch
    {
        ElementLoop loop => loop.Sources.Select(source => source.Location.Place).Concat(loop.Stores.Select(store => store.Location.Place)),
        ProductCall call => [call.Operand.Place, call.Destination.Place],
        ReductionCall call => [call.First.Place, call.Second.Place, call.Destination.Place],
        _ => [],
    };
}
