using System.Globalization;

namespace RnnSimd.Generators.Ir;

/// <summary>
/// Writes values of a graph as mathematics, in the user's names: for comments in emitted code and for messages. A value without a
/// name is written out where it is read; but one that is read again and again and is made of others would make the text grow
/// without bounds, so it is written by the name that emitted code has for it, or as an ellipsis where there is none.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="leafName">The name of a leaf.</param>
/// <param name="names">The names of the values, if they are not those in the graph.</param>
internal sealed class EquationText(Graph graph, Func<Node, string> leafName, IReadOnlyList<string>? names = null)
{
    private const int SumPrecedence = 1;

    // Of a quotient and of a matrix applied to a vector: a ∘ (b / c) and a ∘ (W · b) are not read the same way by everyone without parentheses.
    private const int QuotientPrecedence = 2;
    private const int ProductPrecedence = 3;
    private const int UnaryPrecedence = 4;
    private const int Atom = 5;

    private readonly bool[] _isShared = SharedIn(graph);

    /// <summary>The value's name if it has one, else its expression.</summary>
    public string Reference(int node) => Print(node, isRoot: false).Text;

    /// <summary>The expression that computes the value, even if it has a name.</summary>
    public string Definition(int node) => Print(node, isRoot: true).Text;

    /// <summary>As <see cref="Reference"/>, in parentheses where a matrix that is applied to it needs them.</summary>
    public string Factor(int node) => Print(node, isRoot: false) is var (text, precedence) && precedence < UnaryPrecedence ? $"({text})" : text;

    /// <summary>Whether the value is written by a name where it is read, so that it has an equation of its own.</summary>
    public bool HasEquation(int node) =>
        Operations.Of(graph[node].Op).Kind != OpKind.Leaf && (graph[node].Name is not null || _isShared[node]);

    private (string Text, int Precedence) Print(int index, bool isRoot)
    {
        var node = graph[index];
        if (!isRoot && HasEquation(index))
        {
            return (names?[index] ?? node.Name ?? "…", Atom);
        }

        return node.Op switch
        {
            Op.Constant => (node.Value.ToString("R", CultureInfo.InvariantCulture), node.Value < 0 ? UnaryPrecedence : Atom),
            Op.Product => (Applied(node, 0, " · "), QuotientPrecedence),
            Op.AddProduct => ($"{Operand(node, 0, SumPrecedence)} + {Applied(node, 1, " · ")}", SumPrecedence),
            Op.TransposedProduct => (Applied(node, 0, "ᵀ · "), QuotientPrecedence),
            Op.AddTransposedProduct => ($"{Operand(node, 0, SumPrecedence)} + {Applied(node, 1, "ᵀ · ")}", SumPrecedence),
            Op.Negate => ("−" + Operand(node, 0, UnaryPrecedence), UnaryPrecedence),
            Op.Add when graph[node.Args[1]] is { Op: Op.Negate } negated && !HasEquation(node.Args[1]) =>
                ($"{Operand(node, 0, SumPrecedence)} − {Operand(negated, 0, QuotientPrecedence)}", SumPrecedence),
            Op.Add => (Infix(node, 0, " + ", 1, SumPrecedence), SumPrecedence),
            Op.Subtract => ($"{Operand(node, 0, SumPrecedence)} − {Operand(node, 1, QuotientPrecedence)}", SumPrecedence),
            Op.Multiply or Op.Masked => (Infix(node, 0, " ∘ ", 1, ProductPrecedence), ProductPrecedence),
            Op.Divide => ($"{Operand(node, 0, ProductPrecedence)} / {Operand(node, 1, UnaryPrecedence)}", QuotientPrecedence),
            Op.MultiplyAdd => ($"{Infix(node, 0, " ∘ ", 1, ProductPrecedence)} + {Operand(node, 2, SumPrecedence)}", SumPrecedence),
            Op.MultiplySubtract => ($"{Infix(node, 0, " ∘ ", 1, ProductPrecedence)} − {Operand(node, 2, QuotientPrecedence)}", SumPrecedence),
            Op.NegatedMultiplyAdd => ($"{Operand(node, 2, SumPrecedence)} − {Infix(node, 0, " ∘ ", 1, ProductPrecedence)}", SumPrecedence),
            Op.Square => (Operand(node, 0, Atom) + "²", Atom),
            Op.Sigmoid => Call("σ", node),
            Op.Broadcast => Print(node.Args[0], isRoot: false),
            _ when Operations.Of(node.Op).Kind == OpKind.Leaf => (leafName(node), Atom),
            _ => Call(LowerFirst(node.Op.ToString()), node),
        };
    }

    private string Operand(Node node, int arg, int precedence)
    {
        var (text, own) = Print(node.Args[arg], isRoot: false);
        return own < precedence ? $"({text})" : text;
    }

    private string Infix(Node node, int left, string sign, int right, int precedence) =>
        Operand(node, left, precedence) + sign + Operand(node, right, precedence);

    // W · (f ∘ h), because W · f ∘ h would be (W · f) ∘ h.
    private string Applied(Node node, int matrix, string sign) => Operand(node, matrix, Atom) + sign + Operand(node, matrix + 1, UnaryPrecedence);

    private (string Text, int Precedence) Call(string function, Node node) =>
        ($"{function}({string.Join(", ", node.Args.Select(arg => Print(arg, isRoot: false).Text))})", Atom);

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    // Read more than once, and made of something that would be written out as well.
    private static bool[] SharedIn(Graph graph)
    {
        var readers = new int[graph.Count];
        foreach (var arg in graph.Nodes.SelectMany(node => node.Args))
        {
            readers[arg]++;
        }

        return [.. graph.Nodes.Select((node, i) => readers[i] > 1 && node.Name is null && node.Args.Any(arg => IsWrittenOut(graph[arg])))];
    }

    private static bool IsWrittenOut(Node node) => node.Name is null && Operations.Of(node.Op).Kind != OpKind.Leaf;
}
