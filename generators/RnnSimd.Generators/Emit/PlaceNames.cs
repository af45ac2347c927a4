using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>The names of the references to places in emitted methods.</summary>
/// <param name="previous">The name of <see cref="Place.Previous"/>: the row before in a sequence, the state in a single step.</param>
internal sealed class PlaceNames(string previous)
{
    public static readonly PlaceNames Sequence = new("previous");

    public static readonly PlaceNames Step = new("state");

    public string this[Place place] => place switch
    {
        Place.Parameters => "parameters",
        Place.Transposed => "transposed",
        Place.Input => "input",
        Place.Previous => previous,
        Place.Row => "row",
        Place.Gradient => "gradient",
        Place.PreviousGradient => "previousGradient",
        _ => "inputGradient",
    };

    /// <summary>The reference to a location.</summary>
    public string At(Location location) => LaneCode.At(this[location.Place], location.Offset);
}
