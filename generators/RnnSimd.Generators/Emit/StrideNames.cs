using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>The distance from one row to the next in each place, as the emitted layer names it.</summary>
internal static class StrideNames
{
    public static string Of(Place place) => place switch
    {
        Place.Previous or Place.Row => "RowSize",
        Place.Gradient or Place.PreviousGradient => "GradientRowSize",
        Place.Input => "InputStride",
        Place.InputGradient => "InputGradientStride",

        Place.Masks => "MaskSize",

        // The same row for every step and stream.
        Place.Parameters => "0",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "The place has no rows."),
    };
}
