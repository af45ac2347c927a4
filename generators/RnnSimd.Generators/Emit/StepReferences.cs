using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints references to the rows of time step t, as far as work uses them.</summary>
internal static class StepReferences
{
    public static void Emit(SourceWriter writer, string element, IEnumerable<Work> work)
    {
        foreach (var place in work.SelectMany(PlacesOf).Where(HasRows).Distinct().OrderBy(place => place))
        {
            writer.Line($"ref {element} {PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequences[place]}, t * {StepOf(place)});");
        }
    }

    private static bool HasRows(Place place) => place is not (Place.Parameters or Place.Transposed or Place.Masks);

    private static string StepOf(Place place) => place switch
    {
        Place.Previous or Place.Row => "step",
        Place.Gradient or Place.PreviousGradient => "gradientStep",
        _ => $"batch * (nint){StrideNames.Of(place)}",
    };

    private static IEnumerable<Place> PlacesOf(Work work) => work switch
    {
        ElementLoop loop => loop.Sources.Select(source => source.Location.Place).Concat(loop.Stores.Select(store => store.Location.Place)),
        ProductCall { FirstPart: { } first } call => [first.Operand.Place, call.Operand.Place, call.Destination.Place],
        ProductCall call => [call.Operand.Place, call.Destination.Place],
        ReductionCall call => [call.First.Place, call.Second.Place, call.Destination.Place],
        _ => [],
    };
}
