using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints references to the lanes from j on.</summary>
internal static class LanesEmitter
{
    /// <summary>The name of the reference to the lanes of a place.</summary>
    public static string NameOf(string reference) => reference + "J";

    /// <summary>Prints a reference for each of the places.</summary>
    public static void Emit(SourceWriter writer, string element, PlaceNames references, IEnumerable<Place> places)
    {
        foreach (var place in places.Distinct().OrderBy(place => place))
        {
            writer.Line($"ref {element} {NameOf(references[place])} = ref Unsafe.Add(ref {references[place]}, j);");
        }
    }
}
