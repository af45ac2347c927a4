using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>What holds of every plan, whatever the network.</summary>
public sealed class PlannerTests
{
    // Everything in registers; odd; sums over one row of lanes in each precision; larger than the first-level cache.
    private static readonly (int Inputs, int Units)[] s_sizes = [(1, 1), (3, 2), (2, 13), (33, 20), (75, 71)];

    private static readonly Lazy<IReadOnlyList<NetworkPlan>> s_plans = new(() => [.. Networks().Select(Planner.Plan)]);

    [Fact]
    public void A_plan_computes_what_its_graphs_say_and_reads_nothing_that_is_not_written_or_overwritten() =>
        ForEachPlan(plan => ExecutedPlan.Run(plan));

    [Fact]
    public void Every_element_of_the_parameters_belongs_to_one_parameter() => ForEachPlan(plan =>
    {
        var indices = plan.Layers.SelectMany(layer => Enumerable.Range(0, layer.Graph.Cell.Parameters.Count)
            .SelectMany(parameter => ParameterSums.IndicesOf(layer, parameter)));

        Assert.Equal(Enumerable.Range(0, plan.ParameterCount), indices.Order());
    });

    [Fact]
    public void Slots_lie_side_by_side_but_whole_vectors_start_where_a_vector_starts() => ForEachPlan(plan =>
    {
        const int vector = 16;
        foreach (var row in plan.Layers.SelectMany(layer => new[] { layer.Forward.Row, layer.Backward.Row }))
        {
            var end = 0;
            foreach (var slot in row.Slots)
            {
                Assert.Equal(slot.Length % vector == 0 ? RoundUp(end) : end, slot.Offset);
                end = slot.Offset + slot.Length;
            }

            Assert.Equal(row.Slots.Any(slot => slot.Length % vector == 0) ? RoundUp(end) : end, row.Size);
        }

        static int RoundUp(int offset) => (offset + vector - 1) / vector * vector;
    });

    [Fact]
    public void A_gradient_is_added_once_for_each_product_of_its_matrix_and_once_for_a_vector_and_never_if_frozen() => ForEachPlan(plan =>
    {
        var sums = ExecutedPlan.Run(plan);
        foreach (var layer in plan.Layers)
        {
            for (var i = 0; i < layer.Graph.Cell.Parameters.Count; i++)
            {
                var expected = UsesOf(layer.Graph, i);
                Assert.All(sums.AdditionsTo(layer, i), additions => Assert.Equal(expected, additions));
            }
        }
    });

    [Fact]
    public void What_only_the_gradient_of_the_networks_input_needs_is_apart() => ForEachPlan(plan =>
    {
        var first = plan.Layers[0];
        Work[] always = [.. first.Backward.Before, .. first.Backward.Loop, .. first.Backward.After];
        var products = always.OfType<ProductCall>().Sum(call => call.Inner * call.Columns);
        Assert.InRange(products, 0, ProductsForOthersThanTheInput(first.Graph.Cell));

        var isNeeded = Dependencies.Feeds(first.Graph.Graph, [.. first.Graph.StateGradients, .. first.Graph.ParameterGradients.Select(p => p.Gradient)]);
        var reductions = always.OfType<ReductionCall>().Select(call => first.Names.ToList().IndexOf(call.Equation.Split(" = ")[0]));
        Assert.All(always.OfType<ElementLoop>().SelectMany(loop => loop.Nodes).Concat(reductions), node => Assert.True(isNeeded[node], first.Names[node]));

        Assert.All(plan.Layers.Skip(1), layer => Assert.Empty(layer.Backward.InputGradient));
    });

    [Fact]
    public void Copies_of_weights_in_panels_do_not_overlap() => ForEachPlan(plan =>
    {
        var copies = plan.Layers.SelectMany(layer => layer.Forward.Packed).OrderBy(copy => copy.Offset).ToList();
        Assert.All(copies.Zip(copies.Skip(1)), pair => Assert.True(pair.First.Offset + pair.First.Rows * pair.First.Columns <= pair.Second.Offset, $"{pair}"));
    });

    [Fact]
    public void The_networks_have_what_plans_differ_in()
    {
        var layers = s_plans.Value.SelectMany(plan => plan.Layers).ToList();

        Assert.Contains(layers, layer => layer.Step.IsStreaming);
        Assert.Contains(layers, layer => layer.Step.IsStreaming && layer.Step.Work.OfType<FusedStage>().Any(stage => stage.Terms.Count > 0));
        var sums = layers.SelectMany(layer => layer.Step.Work.OfType<StepSums>()).ToList();
        Assert.Contains(sums, row => row.Start is { Place: Generators.Plan.Place.Row });
        Assert.Contains(sums, row => row.Terms.Count > 1 && row.Covers.Any(cover => cover.Runs.Count > 1 && cover.Runs[^1].Tile.Lanes % cover.Runs[^1].Tile.Kind.Count > 0));
        Assert.Contains(layers, layer => layer.Step.Output.Place == Generators.Plan.Place.Previous);
        Assert.Contains(layers, layer => layer.Step.States.Count > 0);
        Assert.Contains(layers, layer => layer.Forward.Before.Count > 0 && layer.Forward.Loop.Count > 0 && layer.Forward.After.Count > 0);
        Assert.Contains(layers, layer => layer.Backward.Before.Count > 0 && layer.Backward.Loop.Count > 0 && layer.Backward.After.Count > 0);
        Assert.Contains(layers, layer => layer.Backward.InputGradient.OfType<ProductCall>().Any());
        Assert.Contains(layers, layer => layer.Backward.InputGradient.OfType<ElementLoop>().Any());
        Assert.Contains(layers, layer => layer.Backward.InputGradient.OfType<ReductionCall>().Any());
        Assert.Contains(layers, layer => layer.Index == 0 && layer.Forward.FirstParts.Any());
        Assert.Contains(layers, layer => layer.Index > 0 && layer.Forward.FirstParts.Any());
        Assert.Contains(layers, layer => layer.Forward.Packed.Any() && layer.Forward.Before.Any(work => work is ProductCall { IsToken: true }));
        Assert.Contains(layers, layer => layer.Step.IsStreaming && layer.Step.Work.Any(work => work is ProductCall { IsToken: true }));
        Assert.Contains(layers, layer => layer.Step.Work.OfType<FusedStage>().Any(stage => stage.Terms.Any(term => term.IsToken) && stage.Terms.Any(term => !term.IsToken)));
        Assert.Contains(sums, row => row.Terms.Any(term => term.IsToken));
        Assert.Contains(layers, layer => layer.Forward.Row.Slots.Any(slot => slot.Name.Contains(", then ", StringComparison.Ordinal)));
        Assert.Contains(layers, layer => layer.Masks.Count > 1 && layer.Index > 0);
        Assert.Contains(layers, layer => layer.Masks.Count > 0 && layer.Step.IsStreaming);
        Assert.Contains(layers, layer => layer.Forward.FirstParts.Any() && layer.Forward.Before.OfType<ElementLoop>().Any(loop => loop.ReadsMasks));
        Assert.Contains(layers, layer => layer.Graph.Cell.Parameters.Any(parameter => parameter.IsFrozen));
        Assert.Contains(layers, layer => Enumerable.Range(0, layer.Graph.Cell.Parameters.Count).Any(i => UsesOf(layer.Graph, i) > 1));
    }

    // Each, where it can, on tokens too.
    private static IEnumerable<NetworkModel> Networks() => NetworksOfVectors().SelectMany(network => TokenInput.OtherUse(network.Layers[0].Cell) < 0
        ? new[] { network, network with { InputSize = 1, Vocabulary = network.InputSize } }
        : [network]);

    private static IEnumerable<NetworkModel> NetworksOfVectors()
    {
        foreach (var (cell, i) in ShippedCells.All.Select((cell, i) => (cell, i)))
        {
            foreach (var (inputs, units) in s_sizes)
            {
                yield return new("Some", "Network", "public", inputs, IsDouble: (i + units) % 2 == 0, new([new(cell, units)]));
            }
        }

        yield return ShippedCells.Network(2, isDouble: true, ("Gru", 9), ("LayerNormLstm", 5), ("Dense", 1));
        yield return ShippedCells.Network(2, isDouble: false, ("Lstm", 32), ("Gru", 64), ("Elman", 128));
        yield return ShippedCells.Network(3, isDouble: false, ("DenseTanh", 4), ("SLstm", 17), ("MinGru", 70), ("DenseSoftmax", 3));

        // Matrices that are used twice, so wide that they stand in panels.
        foreach (var step in new[]
        {
            "Vector Step(Vector x, Vector h) { var m = Tanh(W * x + b + U * h); return 0.5 * m + Tanh(U * m); }",
            "Vector Step(Vector x, Vector h) { var m = Tanh(W * x + b + U * h); return 0.5 * m + Tanh(W * (Mean(m) * x)); }",
            "(Vector h, Vector p) Step(Vector x, Vector h, Vector p) => (Tanh(W * x + b + U * h + U * p), 0.5 * h);",
        })
        {
            yield return new("Some", "Network", "public", 3, IsDouble: true, new([new(Equations.Cell($"Matrix W, U; Vector b; public {step}"), 64)]));
        }

        // Dropout in both parts of a sum, of an output and of a state that is only kept.
        var dropping = Equations.Cell(
            """
            Matrix W, U; Vector b;
            public (Vector y, Vector h, Vector k) Step(Vector x, Vector h, [Size(3)] Vector k)
            {
                h = Tanh(W * Dropout(x, 0.2) + b + U * Dropout(h, 0.3));
                return (Dropout(h, 0.1) + Mean(k), h, Dropout(k, 0.4));
            }
            """);
        yield return new("Some", "Network", "public", 3, IsDouble: true, new([new(dropping, 96), new(dropping, 64)]));

        foreach (var network in RandomNetworks.All.Concat(LargeRandomNetworks()))
        {
            yield return network;
        }
    }

    // So large that some sums are computed in memory and others of the same cell in registers.
    private static IEnumerable<NetworkModel> LargeRandomNetworks() =>
        from layer in RandomNetworks.Layers
        let inputs = layer.Cell.Input.Shape.IsScalar ? 1 : layer.Inputs == layer.Units ? 80 : 90
        where layer.Units > 1 && ShapeInference.Infer(layer.Cell, inputs, units: 80).Cell is not null
        select new NetworkModel("Some", "Network", "public", inputs, IsDouble: layer.Inputs % 2 == 0, new([new(layer.Cell, 80)]));

    private static void ForEachPlan(Action<NetworkPlan> check)
    {
        foreach (var plan in s_plans.Value)
        {
            try
            {
                check(plan);
            }
            catch (Exception exception)
            {
                var equations = plan.Layers.SelectMany(layer => Equations.Of(layer.Graph.Cell));
                Assert.Fail($"{exception.Message}\n{string.Join("\n", equations)}\n{PlanText.Of(plan)}");
            }
        }
    }

    // A matrix hands a gradient back to the vector that it is applied to, and on to the states and parameters which that comes from.
    private static int ProductsForOthersThanTheInput(CellModel cell)
    {
        var forward = ForwardOf(cell);
        var isOthers = Dependencies.DependsOn(
            forward, node => node.Op == Op.State || (node.Op == Op.Parameter && !cell.Parameters[node.Index].IsFrozen));
        return forward.Nodes.Where(node => node.Op is Op.Product or Op.AddProduct && isOthers[node.Args[^1]])
            .Sum(node => forward[node.Args[^1]].Shape.Rows * node.Shape.Rows);
    }

    private static int UsesOf(LayerGraph layer, int parameter)
    {
        var forward = ForwardOf(layer.Cell);
        var leaf = Enumerable.Range(0, forward.Count).SingleOrDefault(i => forward[i].Op == Op.Parameter && forward[i].Index == parameter, -1);
        return leaf < 0 || layer.Cell.Parameters[parameter].IsFrozen ? 0
            : layer.Cell.Parameters[parameter].Shape.Rank < 2 ? 1
            : forward.Nodes.Count(node => node.Op is Op.Product or Op.AddProduct && node.Args.Contains(leaf));
    }

    // The equations alone, before anything was differentiated; what nothing reads is not in their graph.
    private static Graph ForwardOf(CellModel cell) => Fusion.Fuse(Lowering.Lower(cell)).Graph;
}
