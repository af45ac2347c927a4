using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Plans the sums of products of a single step. Sums that stand side by side and have the same terms are one row of sums, whose vectors
/// may cross from one sum into the next: so there are as few as can be, and they are as aligned as the weights.
/// </summary>
internal sealed class StepSumPlanner(LayerDraft draft, StepPlaces places, bool isDouble)
{
    private readonly Graph _graph = draft.Layer.Graph;
    private readonly EquationText _text = new(draft.Layer.Graph, draft.Layer.Cell.LeafName, draft.Names);

    private int _rows;

    /// <summary>The rows of sums of a stage.</summary>
    /// <param name="products">The products of the stage.</param>
    public IEnumerable<StepSums> Plan(ISet<int> products)
    {
        var inner = new HashSet<int>(products.Where(product => _graph[product].Op == Op.AddProduct).Select(product => _graph[product].Args[0]));
        var sums = products.Where(product => !inner.Contains(product)).Select(root => Of(root, products)).OrderBy(sum => sum.Destination.Offset);
        return Neighbours.Join(sums, Join).Select(Covered);
    }

    private StepSums Of(int root, ISet<int> products)
    {
        var terms = new List<FusedTerm> { Term(root) };
        var first = root;
        while (_graph[first].Op == Op.AddProduct && products.Contains(_graph[first].Args[0]))
        {
            first = _graph[first].Args[0];
            terms.Insert(0, Term(first));
        }

        return new(
            "",
            places.PlaceOf(root),
            _graph[root].Shape.Rows,
            _graph[first].Op == Op.AddProduct ? places.PlaceOf(_graph[first].Args[0]) : null,
            terms.ToEquatableArray(),
            default,
            $"{draft.Names[root]} = {_text.Definition(root)}");
    }

    private FusedTerm Term(int product)
    {
        var operand = SumsOfProducts.OperandOf(_graph, product);
        var matrix = SumsOfProducts.MatrixOf(_graph, product);
        var place = draft.Parameters.Places[matrix];
        return new(
            places.PlaceOf(operand),
            _graph[operand].Shape.Rows,
            draft.Products.ChainsOf(product),
            place.Stride,
            new[] { new Factor(0, place.Offset) }.ToEquatableArray(),
            $"{draft.Layer.Cell.Parameters[matrix].Name} · {_text.Factor(operand)}",
            draft.Products.IsToken(product));
    }

    private static StepSums? Join(StepSums left, StepSums right) =>
        Follows(left, left.Destination, right.Destination) && Follows(left, left.Start, right.Start)
        && left.Terms.Count == right.Terms.Count && left.Terms.Zip(right.Terms, (a, b) => Follows(left, a, b)).All(follows => follows)
            ? left with
            {
                Columns = left.Columns + right.Columns,
                Terms = left.Terms.Zip(right.Terms, (a, b) => a with { Equation = $"{a.Equation}, {b.Equation}" }).ToEquatableArray(),
                Equation = $"{left.Equation}\n{right.Equation}",
            }
            : null;

    private static bool Follows(StepSums left, Location? location, Location? next) =>
        location is { } own ? next == own with { Offset = own.Offset + left.Columns } : next is null;

    private static bool Follows(StepSums left, FusedTerm term, FusedTerm next) =>
        next with { Equation = term.Equation, Factors = term.Factors } == term && next.Factors[0].Offset == term.Factors[0].Offset + left.Columns;

    private StepSums Covered(StepSums sums) => sums with
    {
        Name = ++_rows == 1 ? "StepSums" : $"StepSums{_rows}",
        Covers = SumCover.Choose(sums.Columns, sums.Terms.Max(term => term.Chains), isDouble),
    };
}
