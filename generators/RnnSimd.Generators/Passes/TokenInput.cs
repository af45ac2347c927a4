using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Makes the input of a layer the number of a token. In the equations it stays the token's one-hot vector, to which matrices are applied; in memory
/// it is the one number, and it has no gradient.
/// </summary>
internal sealed class TokenInput : Rewriter
{
    private TokenInput(LayerGraph layer)
        : base(layer)
    {
    }

    /// <summary>The layer with a token as its input.</summary>
    /// <param name="layer">A layer whose input only matrices are applied to; see <see cref="OtherUse"/>.</param>
    public static LayerGraph Of(LayerGraph layer)
    {
        var rewritten = new TokenInput(layer).Rewrite();
        return rewritten with { Cell = rewritten.Cell with { Input = rewritten.Cell.Input with { Shape = Shape.Scalar } } };
    }

    /// <summary>A value of a cell that is the input or is made of it in another way than by a matrix; -1 if there is none.</summary>
    public static int OtherUse(CellModel cell)
    {
        var graph = cell.Graph;
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].Op != Op.Product && graph[i].Args.Any(arg => graph[arg].Op == Op.Input))
            {
                return i;
            }
        }

        return cell.States.Select(state => state.Next).Append(cell.Output).Where(root => graph[root].Op == Op.Input).DefaultIfEmpty(-1).First();
    }

    protected override int Rebuild(int index, Node node) =>
        node.Op == Op.Input ? Target.Add(node with { Op = Op.Token }, []) : base.Rebuild(index, node);
}
