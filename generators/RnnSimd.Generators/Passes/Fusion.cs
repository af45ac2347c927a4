using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Passes;

/// <summary>
/// Decides how sums are rounded, once for every way of running: a product of matrices accumulates onto the sum that it
/// is a part of, and what is multiplied and then added becomes one operation.
/// </summary>
/// <remarks>
/// A forward sum starts with a bias and goes on with the products of the input before those of states, so that the part
/// that does not depend on states can be computed for all time steps at once. In a backward sum the products come last:
/// the rest is the value to which they add.
/// </remarks>
internal sealed class Fusion : Rewriter
{
    private readonly int[] _uses;
    private readonly bool[] _dependsOnState;

    private Fusion(LayerGraph layer)
        : base(layer)
    {
        _uses = new int[Source.Count];
        _dependsOnState = new bool[Source.Count];
        for (var i = 0; i < Source.Count; i++)
        {
            _dependsOnState[i] = Source[i].Op == Op.State || Source[i].Args.Any(arg => _dependsOnState[arg]);
            foreach (var arg in Source[i].Args)
            {
                _uses[arg]++;
            }
        }

        foreach (var root in layer.ForwardRoots.Concat(layer.BackwardRoots))
        {
            _uses[root]++;
        }
    }

    /// <summary>Fuses the sums of a layer. The parts of fused sums are swept out by the second rewrite.</summary>
    public static LayerGraph Fuse(LayerGraph layer) => new Rewriter(new Fusion(layer).Rewrite()).Rewrite();

    protected override int Rebuild(int index, Node node)
    {
        var fused = node.Op switch
        {
            Op.Add or Op.Subtract when SumOfProducts(index) is { } sum => sum,
            Op.Add or Op.Subtract => MultiplyAdd(node),
            _ => -1,
        };
        if (fused < 0)
        {
            return base.Rebuild(index, node);
        }

        if (node.Name is not null)
        {
            Target.Name(fused, node.Name);
        }

        return fused;
    }

    private int? SumOfProducts(int index)
    {
        var terms = new List<(int Node, bool IsNegative)>();
        Collect(index, isNegative: false, isRoot: true, terms);
        bool IsProduct((int Node, bool IsNegative) term) =>
            !term.IsNegative && _uses[term.Node] == 1 && Source[term.Node].Op is Op.Product or Op.TransposedProduct;

        var products = terms.Where(IsProduct).ToList();
        if (products.Count == 0)
        {
            return null;
        }

        var rest = terms.Where(term => !IsProduct(term)).ToList();
        return products.Any(term => Source[term.Node].Op == Op.TransposedProduct)
            ? BackwardSum(products, rest)
            : ForwardSum(products, rest);
    }

    private int ForwardSum(List<(int Node, bool IsNegative)> products, List<(int Node, bool IsNegative)> rest)
    {
        var bias = rest.FindIndex(term => !term.IsNegative && Source[term.Node] is { Op: Op.Parameter, Shape.Rank: 1 });
        var sum = bias < 0 ? -1 : Map(rest[bias].Node);
        foreach (var (node, _) in products.OrderBy(term => _dependsOnState[term.Node] ? 1 : 0))
        {
            sum = Target.Product(sum, Map(Source[node].Args[0]), Map(Source[node].Args[1]));
        }

        return rest.Where((_, i) => i != bias).Aggregate(sum, (total, term) => AddTerm(total, term.Node, term.IsNegative));
    }

    private int BackwardSum(List<(int Node, bool IsNegative)> products, List<(int Node, bool IsNegative)> rest)
    {
        // A negative term cannot be first; if all are, the first is negated.
        var ordered = rest.OrderBy(term => term.IsNegative ? 1 : 0).ToList();
        var sum = -1;
        foreach (var (node, isNegative) in ordered)
        {
            sum = sum >= 0 ? AddTerm(sum, node, isNegative)
                : isNegative ? Target.Elementwise(Op.Negate, [Map(node)]) : Map(node);
        }

        // A product that others read too must not be added to where it stands.
        var isShared = sum >= 0 && Operations.Of(Target[sum].Op).Kind == OpKind.Product;
        var total = isShared ? -1 : sum;
        foreach (var (node, _) in products)
        {
            var (matrix, vector) = (Map(Source[node].Args[0]), Map(Source[node].Args[1]));
            total = Source[node].Op == Op.Product ? Target.Product(total, matrix, vector) : Target.TransposedProduct(total, matrix, vector);
        }

        return isShared ? Target.Elementwise(Op.Add, [total, sum]) : total;
    }

    private int AddTerm(int total, int term, bool isNegative) => IsLoneMultiply(term)
        ? Target.Elementwise(isNegative ? Op.NegatedMultiplyAdd : Op.MultiplyAdd, [.. Factors(term), total])
        : Target.Elementwise(isNegative ? Op.Subtract : Op.Add, [total, Map(term)]);

    private int MultiplyAdd(Node node)
    {
        var (left, right) = (node.Args[0], node.Args[1]);
        return IsLoneMultiply(left)
            ? Target.Elementwise(node.Op == Op.Add ? Op.MultiplyAdd : Op.MultiplySubtract, [.. Factors(left), Map(right)])
            : IsLoneMultiply(right)
                ? Target.Elementwise(node.Op == Op.Add ? Op.MultiplyAdd : Op.NegatedMultiplyAdd, [.. Factors(right), Map(left)])
                : -1;
    }

    private bool IsLoneMultiply(int node) => _uses[node] == 1 && Source[node].Op is Op.Multiply or Op.Square;

    private int[] Factors(int node) => Source[node].Op == Op.Square
        ? [Map(Source[node].Args[0]), Map(Source[node].Args[0])]
        : [Map(Source[node].Args[0]), Map(Source[node].Args[1])];

    private void Collect(int index, bool isNegative, bool isRoot, List<(int Node, bool IsNegative)> terms)
    {
        var node = Source[index];
        if (node.Op is Op.Add or Op.Subtract && !node.Shape.IsScalar && (isRoot || _uses[index] == 1))
        {
            Collect(node.Args[0], isNegative, isRoot: false, terms);
            Collect(node.Args[1], isNegative ^ (node.Op == Op.Subtract), isRoot: false, terms);
        }
        else
        {
            terms.Add((index, isNegative));
        }
    }
}
