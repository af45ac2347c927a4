using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Plans a single step of one stream. In each stage the sums of products come first and then the elementwise equations; what stands
/// between them is decided by <see cref="SumStyle"/>.
/// </summary>
internal sealed class StepPlanner
{
    private readonly LayerGraph _layer;
    private readonly Graph _graph;
    private readonly EquatableArray<string> _names;
    private readonly ProductPlanner _products;
    private readonly ParameterLayout _parameters;
    private readonly int _elementBytes;
    private readonly Schedule _schedule;
    private readonly HashSet<int> _nodes;
    private readonly Dictionary<Stage, SumStyle> _styles;
    private readonly StepPlaces _places;
    private readonly StepSumPlanner _sums;
    private int _stages;

    private StepPlanner(LayerDraft draft, bool isDouble)
    {
        (_layer, _graph, _names) = (draft.Layer, draft.Layer.Graph, draft.Names);
        (_products, _parameters) = (draft.Products, draft.Parameters);
        _elementBytes = isDouble ? sizeof(double) : sizeof(float);
        var feeds = Dependencies.Feeds(_graph, _layer.ForwardRoots);
        _nodes = [.. Enumerable.Range(0, _graph.Count).Where(i => feeds[i] && Operations.Of(_graph[i].Op).Kind != OpKind.Leaf)];
        _schedule = Scheduler.Plan(_graph, _nodes);
        _styles = _schedule.Stages.ToDictionary(stage => stage, stage => SumStyles.Choose(draft, stage, isDouble));
        _places = StepPlaces.Of(draft, _nodes, _schedule, stage => _styles[stage]);
        _sums = new(draft, _places, isDouble);
    }

    public static StepPlan Plan(LayerDraft draft, bool isDouble) => new StepPlanner(draft, isDouble).Run();

    private StepPlan Run() => new(_layer, Work().ToEquatableArray(), _places.RowSize, _places.Output, _places.States.ToEquatableArray());

    private IEnumerable<Work> Work()
    {
        // What is given is copied first: a state may be overwritten later.
        foreach (var group in _places.Copies.Where(copy => !_nodes.Contains(copy.Node)).GroupBy(copy => Scheduler.SizeOf(_graph[copy.Node])))
        {
            yield return Fuse(new(0, group.Key, [], []), [.. group]);
        }

        var copies = _places.Copies.Where(copy => _nodes.Contains(copy.Node)).ToList();
        var levels = _schedule.Stages.Select(stage => stage.Level).Concat(_schedule.ReductionLevels.Values);
        for (var level = 0; level <= levels.DefaultIfEmpty(0).Max(); level++)
        {
            foreach (var reduction in _schedule.ReductionsAt(level).OrderBy(node => node))
            {
                yield return Reduce(reduction);
            }

            var stages = _schedule.Stages.Where(stage => stage.Level == level).ToList();
            foreach (var stage in stages)
            {
                var own = copies.Where(copy => stage.Computes(copy.Node)).ToList();
                copies.RemoveAll(own.Contains);
                foreach (var work in SumsBefore(stage))
                {
                    yield return work;
                }

                var rest = _styles[stage] == SumStyle.Registers ? stage : stage with { Products = [] };
                if (rest.Products.Count + rest.Elements.Count + own.Count > 0)
                {
                    yield return Fuse(rest, own);
                }
            }

            // Copies of reductions have no stage of their own.
            var loose = copies.Where(copy => _schedule.ReductionLevels.TryGetValue(copy.Node, out var own) && own == level).ToList();
            if (loose.Count > 0)
            {
                yield return Fuse(new(level, 0, [], []), loose);
            }
        }
    }

    private IEnumerable<Work> SumsBefore(Stage stage) => _styles[stage] switch
    {
        SumStyle.Row => _sums.Plan(stage.Products),
        SumStyle.Stream => _products.Calls(stage.Products, _places.PlaceOf),
        _ => [],
    };

    private ReductionCall Reduce(int index)
    {
        var node = _graph[index];
        var text = new EquationText(_graph, _layer.Cell.LeafName, _names);
        return new(
            node.Op,
            _places.PlaceOf(node.Args[0]),
            _places.PlaceOf(node.Args[node.Args.Count - 1]),
            _places.PlaceOf(index),
            _graph[node.Args[0]].Shape.Rows,
            $"{_names[index]} = {text.Definition(index)}");
    }

    private FusedStage Fuse(Stage stage, List<Store> copies)
    {
        var inner = new HashSet<int>(stage.Products.Where(product => _graph[product].Op == Op.AddProduct).Select(product => _graph[product].Args[0]));
        var roots = stage.Products.Where(product => !inner.Contains(product)).ToList();
        var accumulators = roots.Select(root => new Accumulator(root, StartOf(stage, root))).ToEquatableArray();
        var terms = _products.GroupByOperand(stage.Products).SelectMany(group => TermsOf(group, stage, roots)).ToEquatableArray();

        var stores = stage.Products.Concat(stage.Elements).Select(node => (Node: node, Place: _places.WrittenPlaceOf(node)))
            .Where(value => value.Place is not null).Select(value => new Store(value.Node, value.Place!.Value)).Concat(copies).ToList();
        var sources = stage.Elements.SelectMany(node => _graph[node].Args).Concat(copies.Select(copy => copy.Node))
            .Where(node => !stage.Computes(node) && _graph[node].Op != Op.Constant)
            .Distinct().OrderBy(node => node).Select(node => new Source(node, _places.PlaceOf(node)));
        return new(
            new(++_stages == 1 ? "StepLanes" : $"StepPart{_stages}Lanes", stage.Size, sources.ToEquatableArray(), stage.Elements.ToEquatableArray(), stores.ToEquatableArray()),
            accumulators,
            terms,
            StepTile.Choose(
                terms.Select(term => term.Factors.Count * term.Chains).Append(accumulators.Count).Max(),
                stage.Size == 0 ? 1 : stage.Size,
                _elementBytes == sizeof(double)));
    }

    private Location? StartOf(Stage stage, int root)
    {
        var first = root;
        while (_graph[first].Op == Op.AddProduct && stage.Products.Contains(_graph[first].Args[0]))
        {
            first = _graph[first].Args[0];
        }

        return _graph[first].Op == Op.Product ? null : _places.PlaceOf(_graph[first].Args[0]);
    }

    // Matrices of one vector mostly stand side by side; those that do not are a term of their own.
    private IEnumerable<FusedTerm> TermsOf(IReadOnlyList<int> group, Stage stage, List<int> roots)
    {
        var operand = SumsOfProducts.OperandOf(_graph, group[0]);
        var text = new EquationText(_graph, _layer.Cell.LeafName, _names);
        foreach (var products in group.GroupBy(product => _parameters.Places[SumsOfProducts.MatrixOf(_graph, product)].Stride))
        {
            yield return new(
                _places.PlaceOf(operand),
                _graph[operand].Shape.Rows,
                _products.ChainsOf(group[0]),
                products.Key,
                products.Select(product => new Factor(
                    roots.IndexOf(RootOf(product, stage)),
                    _parameters.Places[SumsOfProducts.MatrixOf(_graph, product)].Offset)).ToEquatableArray(),
                string.Join(", ", products.Select(product => $"{_layer.Cell.Parameters[SumsOfProducts.MatrixOf(_graph, product)].Name} · {text.Factor(operand)}")),
                _products.IsToken(group[0]));
        }
    }

    private int RootOf(int product, Stage stage)
    {
        while (stage.Products.FirstOrDefault(other => _graph[other].Op == Op.AddProduct && _graph[other].Args[0] == product) is var next and > 0)
        {
            product = next;
        }

        return product;
    }
}
