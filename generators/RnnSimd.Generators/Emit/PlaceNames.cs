using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>The names of the references to places in emitted methods.</summary>
internal sealed class PlaceNames
{
    /// <summary>In a single step, where what comes before the row is the caller's state.</summary>
    public static readonly PlaceNames Step = new("input", "state", "row", "gradient", "previousGradient", "inputGradient");

    /// <summary>The rows of one time step of a sequence.</summary>
    public static readonly PlaceNames Sequence = new("input", "previous", "row", "gradient", "previousGradient", "inputGradient");

    /// <summary>The rows of all time steps.</summary>
    public static readonly PlaceNames Sequences = new("inputs", "previousRows", "rows", "gradients", "previousGradients", "inputGradients");

    private readonly Dictionary<Place, string> _names;

    private PlaceNames(string input, string previous, string row, string gradient, string previousGradient, string inputGradient) => _names = new()
    {
        [Place.Parameters] = "parameters",
        [Place.Transposed] = "transposed",
        [Place.Masks] = "masks",
        [Place.Input] = input,
        [Place.Previous] = previous,
        [Place.Row] = row,
        [Place.Gradient] = gradient,
        [Place.PreviousGradient] = previousGradient,
        [Place.InputGradient] = inputGradient,
    };

    public string this[Place place] => _names[place];

    /// <summary>The reference to a location.</summary>
    public string At(Location location) => LaneCode.At(this[location.Place], location.Offset);
}
