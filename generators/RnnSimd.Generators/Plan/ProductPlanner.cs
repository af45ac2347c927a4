using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Turns products into calls, as few as their places allow: matrices that stand side by side, are applied to the same vector
/// and whose results stand side by side are one matrix; so are transposed ones whose vectors and columns stand side by side.
/// </summary>
internal sealed class ProductPlanner(
    LayerGraph layer, EquatableArray<string> names, SumsOfProducts sums, ParameterLayout parameters, bool isDouble)
{
    private readonly Graph _graph = layer.Graph;
    private readonly EquationText _text = new(layer.Graph, layer.Cell.LeafName, names);
    private readonly Dictionary<int, int> _columnsByOperand = sums.All
        .SelectMany(sum => sum.Products)
        .GroupBy(product => SumsOfProducts.OperandOf(layer.Graph, product))
        .ToDictionary(group => group.Key, group => group.Sum(product => layer.Graph[product].Shape.Rows));

    /// <summary>Into how many partial sums a forward product is cut, in a single step as in a sequence.</summary>
    public int ChainsOf(int product)
    {
        var operand = SumsOfProducts.OperandOf(_graph, product);
        return IsToken(product) ? 1 : SumChains.Count(_columnsByOperand[operand], _graph[operand].Shape.Rows, isDouble);
    }

    /// <summary>Whether a product is that of a token, which takes one column of the matrix and sums nothing up.</summary>
    public bool IsToken(int product) => _graph[SumsOfProducts.OperandOf(_graph, product)].Op == Op.Token;

    /// <summary>The calls for the products of a stage, in an order that respects every sum's own.</summary>
    public IEnumerable<ProductCall> Calls(IReadOnlyCollection<int> products, Func<int, Location> placeOf)
    {
        var forward = products.Where(product => _graph[product].Op is Op.Product or Op.AddProduct).ToList();
        var transposed = products.Where(product => _graph[product].Op is Op.TransposedProduct or Op.AddTransposedProduct).ToList();
        return ForwardCalls(forward, placeOf).Concat(TransposedCalls(transposed, placeOf));
    }

    /// <summary>
    /// The work as the loop over time does it: with packed weights, if they are whole rows of a matrix and fill panels. Outside the loop a product
    /// has so many rows that a copy made for it alone is cheap.
    /// </summary>
    public Work InPanels(Work work) => work is ProductCall call && call.Columns == call.WeightStride && Panels.Fit(call.Columns, isDouble)
        ? call with { PanelRows = call.Inner }
        : work;

    /// <summary>The transposed copies that the layer's backward pass needs.</summary>
    public EquatableArray<TransposedCopy> Copies => TransposedCopies.Of(layer, parameters, isDouble);

    /// <summary>Groups products by operand, in an order that respects every sum's own.</summary>
    public IEnumerable<IReadOnlyList<int>> GroupByOperand(IReadOnlyCollection<int> products)
    {
        var open = products.ToList();
        while (open.Count > 0)
        {
            var operand = SumsOfProducts.OperandOf(_graph, open[0]);
            var group = open.Where(product => SumsOfProducts.OperandOf(_graph, product) == operand && !open.Contains(_graph[product].Args[0])).ToList();
            yield return group;
            open.RemoveAll(group.Contains);
        }
    }

    private IEnumerable<ProductCall> ForwardCalls(List<int> products, Func<int, Location> placeOf) =>
        GroupByOperand(products).SelectMany(group =>
            Neighbours.Join(group.Select(product => ForwardCall(product, placeOf)).OrderBy(call => call.Destination.Offset), JoinColumns));

    private IEnumerable<ProductCall> TransposedCalls(List<int> products, Func<int, Location> placeOf)
    {
        foreach (var sum in products.GroupBy(placeOf))
        {
            var name = names[sum.Max()];
            var start = sum.Any(product => _graph[product].Op == Op.TransposedProduct) ? SumStart.Zero : SumStart.Destination;
            foreach (var call in Neighbours.Join(sum.Select(product => TransposedCall(product, placeOf)).OrderBy(call => call.Weights.Offset), JoinInner))
            {
                yield return Started(call, start, name);
                start = SumStart.Destination;
            }
        }
    }

    private ProductCall ForwardCall(int product, Func<int, Location> placeOf)
    {
        var node = _graph[product];
        var operand = SumsOfProducts.OperandOf(_graph, product);
        var place = parameters.Places[SumsOfProducts.MatrixOf(_graph, product)];
        var startsWithBias = node.Op == Op.AddProduct && _graph[node.Args[0]].Op == Op.Parameter;
        return new(
            placeOf(product),
            node.Op == Op.Product ? SumStart.Zero : startsWithBias ? SumStart.Bias : SumStart.Destination,
            startsWithBias ? new(Place.Parameters, parameters.Places[_graph[node.Args[0]].Index].Offset) : default,
            placeOf(operand),
            _graph[operand].Shape.Rows,
            new(Place.Parameters, place.Offset),
            place.Stride,
            0,
            node.Shape.Rows,
            ChainsOf(product),
            Equation(product),
            IsToken(product));
    }

    private ProductCall TransposedCall(int product, Func<int, Location> placeOf)
    {
        var node = _graph[product];
        var operand = SumsOfProducts.OperandOf(_graph, product);
        var (offset, stride, panelRows) = TransposedCopies.PlaceOf(parameters, SumsOfProducts.MatrixOf(_graph, product), isDouble);
        return new(
            placeOf(product),
            SumStart.Destination,
            default,
            placeOf(operand),
            _graph[operand].Shape.Rows,
            new(Place.Transposed, offset),
            stride,
            panelRows,
            node.Shape.Rows,
            SumChains.Count(node.Shape.Rows, _graph[operand].Shape.Rows, isDouble),
            Term(product));
    }

    private static ProductCall? JoinColumns(ProductCall left, ProductCall right) =>
        right.Destination == Shift(left.Destination, left.Columns) && right.Weights == Shift(left.Weights, left.Columns)
        && right.WeightStride == left.WeightStride && right.Start == left.Start && right.Chains == left.Chains
        && (left.Start != SumStart.Bias || right.Bias == Shift(left.Bias, left.Columns))
            ? left with { Columns = left.Columns + right.Columns, Equation = left.Equation + "\n" + right.Equation }
            : null;

    private ProductCall? JoinInner(ProductCall first, ProductCall second) =>
        second.Operand == Shift(first.Operand, first.Inner) && second.Weights == Shift(first.Weights, first.Inner * first.WeightStride)
            ? first with
            {
                Inner = first.Inner + second.Inner,
                Chains = SumChains.Count(first.Columns, first.Inner + second.Inner, isDouble),
                Equation = first.Equation + " + " + second.Equation,
            }
            : null;

    private static ProductCall Started(ProductCall call, SumStart start, string sum) =>
        call with { Start = start, Equation = $"{sum} {(start == SumStart.Zero ? "=" : "+=")} {call.Equation}" };

    private static Location Shift(Location location, int distance) => location with { Offset = location.Offset + distance };

    private string Equation(int product)
    {
        var start = _graph[product].Args[0];
        var right = (_graph[product].Op, _graph[start].Op) switch
        {
            (Op.Product, _) => " = ",
            (_, Op.Parameter) => $" = {_text.Reference(start)} + ",
            _ => " += ",
        };
        return names[product] + right + Term(product);
    }

    private string Term(int product)
    {
        var node = _graph[product];
        var transposed = node.Op is Op.TransposedProduct or Op.AddTransposedProduct ? "ᵀ" : "";
        return $"{_text.Reference(node.Args[node.Args.Count - 2])}{transposed} · {_text.Factor(SumsOfProducts.OperandOf(_graph, product))}";
    }
}
