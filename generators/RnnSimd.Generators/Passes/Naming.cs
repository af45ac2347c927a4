using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Names sums of products after the value that they are for: what goes into f is fIn. So its gradient is dfIn, and emitted code and
/// comments say what they compute. The new value of a state c is cNext, even if the user calls both c.
/// </summary>
internal static class Naming
{
    public static LayerGraph Name(LayerGraph layer)
    {
        var nodes = layer.Graph.Nodes.ToArray();
        var taken = new HashSet<string>(nodes.Where(node => node.Name is not null).Select(node => node.Name!));
        for (var i = 0; i < layer.NextStates.Count; i++)
        {
            var (node, state) = (layer.NextStates[i], layer.Cell.States[i].Name);
            if (nodes[node].Name == state && Operations.Of(nodes[node].Op).Kind != OpKind.Leaf)
            {
                nodes[node] = nodes[node] with { Name = null };
            }

            SetName(node, state + "Next");
        }

        SetName(layer.Output, "y");
        for (var consumer = nodes.Length - 1; consumer >= 0; consumer--)
        {
            var isAccumulation = nodes[consumer].Op == Op.AddProduct;
            foreach (var arg in nodes[consumer].Args.Where(arg => Operations.Of(nodes[arg].Op).Kind == OpKind.Product))
            {
                if (!isAccumulation && nodes[consumer].Name is { } name)
                {
                    SetName(arg, name + "In");
                }
            }
        }

        return layer with { Graph = new(nodes.ToEquatableArray()) };

        void SetName(int node, string name)
        {
            if (nodes[node].Name is not null || Operations.Of(nodes[node].Op).Kind == OpKind.Leaf)
            {
                return;
            }

            var unique = name;
            for (var number = 2; !taken.Add(unique); number++)
            {
                unique = name + number;
            }

            nodes[node] = nodes[node] with { Name = unique };
        }
    }
}
