using System.Text.RegularExpressions;
using RnnSimd.Generators.Emit;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Gives every value of a layer a name that can stand in C#: the user's, where there is one and it means one value only. Names
/// are unique, but a partial sum, which nothing else reads, bears the name of its sum.
/// </summary>
internal static class NodeNames
{
    // The names that emitted methods use themselves, and the keywords that can be a parameter's name only with an @.
    private static readonly HashSet<string> Reserved =
    [
        "parameters", "masks", "input", "state", "previous", "row", "gradient", "previousGradient", "inputGradient",
        "parametersJ", "masksJ", "inputJ", "stateJ", "previousJ", "rowJ", "gradientJ", "previousGradientJ", "inputGradientJ",
        "weightRow", "j", "k", "factor",
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    public static EquatableArray<string> Of(LayerGraph layer)
    {
        var unique = new UniqueNames(Reserved.Concat(EmittedTypes.Names), IsUsedInSums);
        var names = new string[layer.Graph.Count];

        // Leaves first: they keep the user's name even if a local has the same.
        var sums = SumOfPartial(layer.Graph);
        foreach (var i in Enumerable.Range(0, names.Length).Where(i => !sums.ContainsKey(i)).OrderBy(i => IsLeaf(layer, i) ? 0 : 1))
        {
            var node = layer.Graph[i];
            var wanted = IsLeaf(layer, i) ? layer.Cell.LeafName(node) : node.Name ?? Described(layer.Graph, node, names);
            names[i] = unique.Take(wanted);
        }

        foreach (var partial in sums.Keys.OrderByDescending(partial => partial))
        {
            names[partial] = names[sums[partial]];
        }

        return names.ToEquatableArray();
    }

    private static Dictionary<int, int> SumOfPartial(Graph graph)
    {
        var readers = new int[graph.Count];
        foreach (var arg in graph.Nodes.SelectMany(node => node.Args))
        {
            readers[arg]++;
        }

        return Enumerable.Range(0, graph.Count)
            .Where(i => graph[i].Op is Op.AddProduct or Op.AddTransposedProduct)
            .Where(i => graph[graph[i].Args[0]] is { Name: null } start && Operations.Of(start.Op).Kind == OpKind.Product && readers[graph[i].Args[0]] == 1)
            .ToDictionary(i => graph[i].Args[0]);
    }

    // A function of one value that has a name: tanhC.
    private static string Described(Graph graph, Node node, string[] names) =>
        (Operations.Of(node.Op) is { IsLanguage: true, Arity: 1 } || node.Op == Op.Masked) && graph[node.Args[0]] is var arg && arg.Op != Op.Constant
            && (arg.Name is not null || Operations.Of(arg.Op).Kind == OpKind.Leaf)
            ? char.ToLowerInvariant(node.Op.ToString()[0]) + node.Op.ToString().Substring(1)
                + char.ToUpperInvariant(names[node.Args[0]][0]) + names[node.Args[0]].Substring(1)
            : "v";

    private static bool IsLeaf(LayerGraph layer, int node) => Operations.Of(layer.Graph[node].Op).Kind == OpKind.Leaf;

    // In a sum f the elements of the vector are factor0, factor1, …, partial sums f_chain1, f_chain2, …, and what follows is StepLanesElementsX16.
    private static bool IsUsedInSums(string name) =>
        Regex.IsMatch(name, @"^(factor|.*_chain|Step(Part[0-9]+)?LanesElementsX)[0-9]+$", RegexOptions.CultureInvariant);
}
