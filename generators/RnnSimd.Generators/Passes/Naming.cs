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
        var unique = new UniqueNames(nodes.Where(IsLeaf).Select(layer.Cell.LeafName));
        for (var i = 0; i < layer.NextStates.Count; i++)
        {
            var (node, state) = (layer.NextStates[i], layer.Cell.States[i].Name);
            if (nodes[node].Name == state && !IsLeaf(nodes[node]))
            {
                nodes[node] = nodes[node] with { Name = null };
            }
        }

        NumberNames();
        for (var i = 0; i < layer.NextStates.Count; i++)
        {
            SetName(layer.NextStates[i], layer.Cell.States[i].Name + "Next");
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

        // A helper that is called twice gives two values one name. Numbered before gradients are named after them, each gradient has its
        // value's number.
        void NumberNames()
        {
            for (var node = 0; node < nodes.Length; node++)
            {
                if (!IsLeaf(nodes[node]) && nodes[node].Name is { } name)
                {
                    nodes[node] = nodes[node] with { Name = null };
                    SetName(node, name);
                }
            }
        }

        void SetName(int node, string name)
        {
            if (nodes[node].Name is not null || IsLeaf(nodes[node]))
            {
                return;
            }

            nodes[node] = nodes[node] with { Name = unique.Take(name) };
        }
    }

    private static bool IsLeaf(Node node) => Operations.Of(node.Op).Kind == OpKind.Leaf;
}
