using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>A sum of products: a bias or nothing, and matrices applied to vectors, in the order of the sum.</summary>
/// <param name="Root">The node of the whole sum.</param>
/// <param name="Bias">The parameter that it starts with, or -1.</param>
/// <param name="Products">Its products, the first term first.</param>
internal sealed record SumOfProducts(int Root, int Bias, IReadOnlyList<int> Products);

/// <summary>
/// The forward sums of products of a layer, in the order in which they stand in rows and blocks: one that keeps the sums
/// that are computed from the same vector side by side, as far as one order can.
/// </summary>
internal sealed class SumsOfProducts
{
    private const int MostToPermute = 6;

    private SumsOfProducts(IReadOnlyList<SumOfProducts> all) => All = all;

    public IReadOnlyList<SumOfProducts> All { get; }

    public static SumsOfProducts Of(LayerGraph layer)
    {
        var graph = layer.Graph;
        var accumulated = new HashSet<int>(graph.Nodes.Where(node => node.Op == Op.AddProduct).Select(node => node.Args[0]));
        var sums = Enumerable.Range(0, graph.Count)
            .Where(i => graph[i].Op is Op.Product or Op.AddProduct && !accumulated.Contains(i))
            .Select(i => Unroll(graph, i)).ToList();
        return new(Order(graph, sums));
    }

    /// <summary>For each vector that matrices are applied to, those matrices in the order of the sums.</summary>
    public IEnumerable<IReadOnlyList<int>> MatricesByOperand(Graph graph) => All
        .SelectMany(sum => sum.Products)
        .Select(product => (Operand: OperandOf(graph, product), Matrix: MatrixOf(graph, product)))
        .GroupBy(pair => pair.Operand, pair => pair.Matrix)
        .OrderBy(group => graph[group.Key].Op is Op.Input or Op.Token ? 0 : 1)
        .Select(group => group.Distinct().ToList());

    public static int OperandOf(Graph graph, int product) => graph[product].Args[graph[product].Args.Count - 1];

    /// <summary>The parameter index of a product's matrix.</summary>
    public static int MatrixOf(Graph graph, int product) => graph[graph[product].Args[graph[product].Args.Count - 2]].Index;

    private static SumOfProducts Unroll(Graph graph, int root)
    {
        var products = new List<int> { root };
        while (graph[products[0]].Op == Op.AddProduct && graph[graph[products[0]].Args[0]].Op is Op.Product or Op.AddProduct)
        {
            products.Insert(0, graph[products[0]].Args[0]);
        }

        var bias = graph[products[0]].Op == Op.AddProduct ? graph[graph[products[0]].Args[0]].Index : -1;
        return new(root, bias, products);
    }

    private static IReadOnlyList<SumOfProducts> Order(Graph graph, List<SumOfProducts> sums)
    {
        var operands = sums.Select(sum => new HashSet<int>(sum.Products.Select(product => OperandOf(graph, product)))).ToList();
        var distinct = operands.SelectMany(set => set).Distinct().ToList();
        var natural = Enumerable.Range(0, sums.Count).ToList();
        var best = natural;
        var fewest = Runs(natural);
        if (fewest > distinct.Count && sums.Count <= MostToPermute)
        {
            foreach (var order in Permutations(natural))
            {
                var runs = Runs(order);
                if (runs < fewest)
                {
                    (best, fewest) = (order, runs);
                }
            }
        }

        return [.. best.Select(i => sums[i])];

        int Runs(List<int> order) => distinct.Sum(operand => Enumerable.Range(0, order.Count)
            .Count(i => operands[order[i]].Contains(operand) && (i == 0 || !operands[order[i - 1]].Contains(operand))));
    }

    private static IEnumerable<List<int>> Permutations(List<int> items)
    {
        if (items.Count <= 1)
        {
            yield return items;
            yield break;
        }

        foreach (var first in items)
        {
            foreach (var rest in Permutations([.. items.Where(item => item != first)]))
            {
                yield return [first, .. rest];
            }
        }
    }
}
