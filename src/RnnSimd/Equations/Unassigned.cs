namespace RnnSimd.Equations;

/// <summary>The error of an equation that reads a field nobody has given a value.</summary>
internal static class Unassigned
{
    public static InvalidOperationException Error(string kind) => new(
        $"An equation uses a {kind} that has no value. The fields of a cell are its parameters: {nameof(EquationNetwork)} gives them " +
        $"their values before it calls Step; code that calls Step itself has to assign every field first.");
}
