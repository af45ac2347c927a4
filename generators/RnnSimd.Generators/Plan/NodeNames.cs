using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Gives every value of a layer a name that is unique and can stand in C#: the user's, where there is one and it
/// means one value only.
/// </summary>
internal static class NodeNames
{
    // The names that emitted methods use themselves, and the keywords that can be a parameter's name only with an @.
    private static readonly HashSet<string> Reserved =
    [
        "parameters", "input", "state", "previous", "row", "gradient", "previousGradient", "inputGradient",
        "parametersJ", "inputJ", "stateJ", "previousJ", "rowJ", "gradientJ", "previousGradientJ", "inputGradientJ",
        "weights", "j", "k", "a", "Vector512", "Vector256", "Vector128", "Unsafe", "Activation", "Lanes",
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    public static EquatableArray<string> Of(LayerGraph layer)
    {
        var taken = new HashSet<string>(Reserved);
        var names = new string[layer.Graph.Count];

        // Leaves first: they keep the user's name even if a local has the same.
        foreach (var i in Enumerable.Range(0, names.Length).OrderBy(i => IsLeaf(layer, i) ? 0 : 1))
        {
            var node = layer.Graph[i];
            var wanted = IsLeaf(layer, i) ? layer.Cell.LeafName(node) : node.Name ?? "v";
            names[i] = Unique(wanted, taken);
        }

        return names.ToEquatableArray();
    }

    // In a sum the elements of the vector are a0, a1, …
    private static bool IsFactor(string name) => name.Length > 1 && name[0] == 'a' && name.Skip(1).All(char.IsDigit);

    private static bool IsLeaf(LayerGraph layer, int node) => Operations.Of(layer.Graph[node].Op).Kind == OpKind.Leaf;

    private static string Unique(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var number = 1; IsFactor(name) || !taken.Add(name); number++)
        {
            var separator = char.IsDigit(wanted[wanted.Length - 1]) || IsFactor(wanted + number) ? "_" : "";
            name = $"{wanted}{separator}{number}";
        }

        return name;
    }
}
