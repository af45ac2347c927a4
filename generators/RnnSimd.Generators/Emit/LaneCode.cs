using System.Globalization;
using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints loads, stores and constants for one kind of vector.</summary>
internal sealed class LaneCode(LaneKind kind, bool isDouble)
{
    public LaneKind Kind => kind;

    /// <summary>The element type.</summary>
    public string Element { get; } = ElementOf(isDouble);

    /// <summary>The class with the operations on the vector.</summary>
    public string Class { get; } = $"Vector{kind.Bits}";

    /// <summary>The vector's type.</summary>
    public string Type => $"{Class}<{Element}>";

    /// <summary>The end of the name of a method for this kind of vector.</summary>
    public string Suffix => $"X{kind.Count}";

    public string Load(string reference, int offset) => kind.IsFull
        ? offset == 0 ? $"{Class}.LoadUnsafe(ref {reference})" : $"{Class}.LoadUnsafe(ref {reference}, {offset})"
        : $"Lanes.Load{kind.Count}(ref {At(reference, offset)})";

    public string Store(string value, string reference, int offset) => kind.IsFull
        ? offset == 0 ? $"{value}.StoreUnsafe(ref {reference});" : $"{value}.StoreUnsafe(ref {reference}, {offset});"
        : $"Lanes.Store{kind.Count}({value}, ref {At(reference, offset)});";

    public string Broadcast(string scalar) => $"{Class}.Create({scalar})";

    public string Constant(double value) => value switch
    {
        0 when 1 / value > 0 => $"{Type}.Zero",
        1 => $"{Type}.One",
        _ => Broadcast(Literal(value)),
    };

    /// <summary>A number as a literal of the element type, rounded to it.</summary>
    public string Literal(double value) => (isDouble ? value : (float)value) switch
    {
        double.PositiveInfinity => $"{Element}.PositiveInfinity",
        double.NegativeInfinity => $"{Element}.NegativeInfinity",
        double.NaN => $"{Element}.NaN",
        _ when isDouble => value.ToString("R", CultureInfo.InvariantCulture) + "d",
        _ => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    /// <summary>The keyword of the element type.</summary>
    public static string ElementOf(bool isDouble) => isDouble ? "double" : "float";

    /// <summary>The element at an offset.</summary>
    public static string At(string reference, int offset) =>
        offset == 0 ? reference : $"Unsafe.Add(ref {reference}, {offset})";
}
