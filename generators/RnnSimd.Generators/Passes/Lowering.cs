using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;
using static RnnSimd.Generators.Ir.Expr;

namespace RnnSimd.Generators.Passes;

/// <summary>Expresses the functions of whole vectors in elementwise operations and reductions.</summary>
internal sealed class Lowering(LayerGraph layer) : Rewriter(layer)
{
    private readonly UniqueNames _maskNames = new(layer.Graph.Nodes.Select(node => LeafNameOf(layer, node) ?? node.Name).OfType<string>());

    // Ba et al. (2016) leave it open; 1e-5 is what PyTorch uses.
    private const double LayerNormEpsilon = 1e-5;

    /// <summary>Starts a layer from a cell whose sizes are known.</summary>
    public static LayerGraph Lower(CellModel cell) => new Lowering(new(
        cell,
        cell.Graph,
        cell.Output,
        cell.States.Select(state => state.Next).ToEquatableArray(),
        InputGradient: -1,
        EquatableArray<int>.Empty,
        EquatableArray<ParameterGradient>.Empty)).Rewrite();

    protected override int Rebuild(int index, Node node)
    {
        Expr Arg(int i) => new(Target, Map(node.Args[i]));
        int? lowered = node.Op switch
        {
            Op.Mean => Mean(Arg(0)).Node,
            Op.Softmax => Softmax(Arg(0)).Node,
            Op.LayerNorm => LayerNorm(Arg(0), Arg(1), Arg(2)).Node,
            Op.Dropout => Masked(Arg(0), MaskOf(node)).Node,
            _ => null,
        };
        if (lowered is null)
        {
            return base.Rebuild(index, node);
        }

        if (node.Name is not null)
        {
            Target.Name(lowered.Value, node.Name);
        }

        return lowered.Value;
    }

    private Expr MaskOf(Node dropout)
    {
        var masked = Source[dropout.Args[0]];
        var name = _maskNames.Take((LeafNameOf(Layer, masked) ?? masked.Name) is { } of ? of + "Mask" : "mask");
        var mask = new Node(Op.Mask, EquatableArray<int>.Empty, dropout.Shape, name, dropout.Value, dropout.Index);
        return new(Target, Target.Add(mask, []));
    }

    private static string? LeafNameOf(LayerGraph layer, Node node) =>
        node.Op is Op.Input or Op.State or Op.Parameter ? layer.Cell.LeafName(node) : null;

    private static Expr Mean(Expr v) => Sum(v) / v.Shape.Rows;

    // The largest element is taken off first, so that no exponential overflows; the quotient does not change.
    private static Expr Softmax(Expr v)
    {
        var e = Exp(v - Largest(v));
        return e / Sum(e);
    }

    private static Expr LayerNorm(Expr v, Expr gain, Expr bias)
    {
        var centred = v - Mean(v);
        var variance = Dot(centred, centred) / v.Shape.Rows;
        return centred * (1 / Sqrt(variance + LayerNormEpsilon)) * gain + bias;
    }
}
