using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>Which forward values the tape keeps for the backward pass, and what the backward pass computes.</summary>
/// <param name="Kept">Forward values that are read from the tape.</param>
/// <param name="Backward">Values that the backward pass computes: gradients, and forward values that are cheaper computed again than kept.</param>
internal sealed record TapeSelection(HashSet<int> Kept, HashSet<int> Backward)
{
    public static TapeSelection Select(LayerGraph layer)
    {
        var graph = layer.Graph;
        var isForward = Dependencies.Feeds(graph, layer.ForwardRoots);
        var isGradient = Dependencies.DependsOn(graph, node => node.Op is Op.OutputGradient or Op.StateGradient);
        var isInRow = new HashSet<int>(layer.ForwardRoots);
        var kept = new HashSet<int>();
        var backward = new HashSet<int>();
        var open = new Stack<int>(layer.BackwardRoots);
        foreach (var operand in layer.ParameterGradients.Where(p => p.Operand >= 0).Select(p => p.Operand))
        {
            Keep(operand);
        }

        while (open.Count > 0)
        {
            var index = open.Pop();
            var operation = Operations.Of(graph[index].Op);
            if (operation.Kind == OpKind.Leaf || kept.Contains(index) || backward.Contains(index))
            {
                continue;
            }

            if (!isGradient[index] && isForward[index] && (isInRow.Contains(index) || !operation.IsCheap))
            {
                Keep(index);
                continue;
            }

            backward.Add(index);
            foreach (var arg in graph[index].Args)
            {
                // A reduction reads memory, so a forward value that it needs is kept even if it is cheap.
                if (operation.Kind == OpKind.Reduction && isForward[arg] && !isGradient[arg])
                {
                    Keep(arg);
                }

                open.Push(arg);
            }
        }

        return new(kept, backward);

        void Keep(int node)
        {
            if (Operations.Of(graph[node].Op).Kind != OpKind.Leaf)
            {
                kept.Add(node);
                backward.Remove(node);
            }
        }
    }
}
