using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Plans a single step of one stream. In each stage the sums of products stay in registers and the elementwise equations
/// follow on them before anything is stored; but where the weights are larger than the first-level cache, what counts is that they
/// stream, and the sums are computed first, row of weights by row, in memory.
/// </summary>
internal sealed class StepPlanner
{
    // Of a first-level cache of 48 KiB; on one of 32 KiB the weights of a step at this size do not fit either way.
    private const int LargestInRegisters = 44 * 1024;

    private readonly LayerGraph _layer;
    private readonly Graph _graph;
    private readonly EquatableArray<string> _names;
    private readonly ProductPlanner _products;
    private readonly SumsOfProducts _sums;
    private readonly ParameterLayout _parameters;
    private readonly int _elementBytes;
    private readonly Schedule _schedule;
    private readonly HashSet<int> _nodes;
    private readonly SlotAllocator _slots = new(Place.Row);
    private readonly Dictionary<int, Location> _places = [];
    private readonly List<Store> _copies = [];
    private readonly int[] _stateOffsets;
    private int _stages;

    private StepPlanner(LayerDraft draft, bool isDouble)
    {
        (_layer, _graph, _names) = (draft.Layer, draft.Layer.Graph, draft.Names);
        (_products, _sums, _parameters) = (draft.Products, draft.Sums, draft.Parameters);
        _elementBytes = isDouble ? sizeof(double) : sizeof(float);
        var feeds = Dependencies.Feeds(_graph, _layer.ForwardRoots);
        _nodes = [.. Enumerable.Range(0, _graph.Count).Where(i => feeds[i] && Operations.Of(_graph[i].Op).Kind != OpKind.Leaf)];
        _schedule = Scheduler.Plan(_graph, _nodes);
        _stateOffsets = StateOffsets(_layer.Cell);
    }

    public static StepPlan Plan(LayerDraft draft, bool isDouble) => new StepPlanner(draft, isDouble).Run();

    /// <summary>Where each state stands in the layer's part of the network's state.</summary>
    public static int[] StateOffsets(CellModel cell)
    {
        var offsets = new int[cell.States.Count];
        for (var i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + cell.States[i - 1].Shape.Rows;
        }

        return offsets;
    }

    private StepPlan Run()
    {
        var states = PlaceStates();
        var output = PlaceOutput();
        PlaceSumsInMemory();
        foreach (var node in _nodes.OrderBy(node => node).Where(node => !_places.ContainsKey(node) && NeedsMemory(node)))
        {
            _places.Add(node, _slots.Allocate(_names[node], _graph[node].Shape.Rows));
        }

        return new(Work().ToEquatableArray(), _slots.ToLayout().Size, output, states.ToEquatableArray());
    }

    private List<StateCopy> PlaceStates()
    {
        var copies = new List<StateCopy>();
        for (var i = 0; i < _stateOffsets.Length; i++)
        {
            var (node, state) = (_layer.NextStates[i], _layer.Cell.States[i]);
            var isUnchanged = _graph[node].Op == Op.State && _graph[node].Index == i;
            if (isUnchanged)
            {
                continue;
            }

            var isFirst = _nodes.Contains(node) && !_places.ContainsKey(node);
            var isInPlace = isFirst && IsReadBeforeWritten(i, node);
            var location = isInPlace ? new(Place.Previous, _stateOffsets[i]) : _slots.Allocate(_names[node], state.Shape.Rows);
            if (isFirst)
            {
                _places.Add(node, location);
            }
            else
            {
                _copies.Add(new(node, location));
            }

            if (!isInPlace)
            {
                copies.Add(new(location.Offset, _stateOffsets[i], state.Shape.Rows));
            }
        }

        return copies;
    }

    // A state may be written where it stood if whoever reads it as a whole has done so, and the others read the same lanes.
    private bool IsReadBeforeWritten(int state, int written)
    {
        if (_schedule.StageOf(written) is not { } stage)
        {
            return false;
        }

        var readers = _nodes.Where(node => _graph[node].Args.Any(arg => _graph[arg].Op == Op.State && _graph[arg].Index == state));
        return readers.All(reader => _schedule.StageOf(reader) is { } other
            ? IsBefore(other, stage)
                || (other == stage && (stage.Elements.Contains(reader) || (IsLarge(stage) && stage.Elements.Contains(written))))
            : _schedule.ReductionLevels[reader] <= stage.Level);
    }

    private bool IsBefore(Stage first, Stage second) =>
        _schedule.Stages.TakeWhile(stage => stage != second).Contains(first);

    private Location PlaceOutput()
    {
        var node = _layer.Output;
        if (_places.TryGetValue(node, out var place))
        {
            return place;
        }

        place = _slots.Allocate(_names[node], _graph[node].Shape.Rows);
        if (_nodes.Contains(node))
        {
            _places.Add(node, place);
        }
        else
        {
            _copies.Add(new(node, place));
        }

        return place;
    }

    private bool IsLarge(Stage stage) => stage.Products
        .Sum(product => _graph[SumsOfProducts.OperandOf(_graph, product)].Shape.Rows * (long)_graph[product].Shape.Rows * _elementBytes) > LargestInRegisters;

    // Side by side, so that the products of one vector are one call.
    private void PlaceSumsInMemory()
    {
        foreach (var sum in _sums.All.Where(sum => sum.Products.Any(product => IsLarge(_schedule.StageOf(product)!))))
        {
            if (!_places.TryGetValue(sum.Root, out var place))
            {
                place = _slots.Allocate(_names[sum.Root], _graph[sum.Root].Shape.Rows);
            }

            foreach (var product in sum.Products.Where(product => IsLarge(_schedule.StageOf(product)!) || NeedsMemory(product)))
            {
                _places[product] = place;
            }
        }
    }

    private bool NeedsMemory(int node)
    {
        if (_schedule.StageOf(node) is not { } stage)
        {
            return true;
        }

        return _nodes.Any(consumer => _graph[consumer].Args.Contains(node) && Operations.Of(_graph[consumer].Op).Kind switch
        {
            OpKind.Reduction => true,
            OpKind.Product => SumsOfProducts.OperandOf(_graph, consumer) == node || !stage.Products.Contains(consumer),
            _ => !stage.Elements.Contains(consumer),
        });
    }

    private IEnumerable<Work> Work()
    {
        // What is given is copied first: a state may be overwritten later.
        foreach (var group in _copies.Where(copy => !_nodes.Contains(copy.Node)).GroupBy(copy => Scheduler.SizeOf(_graph[copy.Node])))
        {
            yield return Fuse(new(0, group.Key, [], []), [.. group]);
        }

        var copies = _copies.Where(copy => _nodes.Contains(copy.Node)).ToList();
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
                var isLarge = IsLarge(stage);
                if (isLarge)
                {
                    foreach (var call in _products.Calls(stage.Products, PlaceOf))
                    {
                        yield return call;
                    }
                }

                if (!isLarge || stage.Elements.Count + own.Count > 0)
                {
                    yield return Fuse(isLarge ? stage with { Products = [] } : stage, own);
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

    private ReductionCall Reduce(int index)
    {
        var node = _graph[index];
        var text = new EquationText(_graph, _layer.Cell.LeafName, _names);
        return new(
            node.Op,
            PlaceOf(node.Args[0]),
            PlaceOf(node.Args[node.Args.Count - 1]),
            PlaceOf(index),
            _graph[node.Args[0]].Shape.Rows,
            $"{_names[index]} = {text.Definition(index)}");
    }

    private FusedStage Fuse(Stage stage, List<Store> copies)
    {
        var inner = new HashSet<int>(stage.Products.Where(product => _graph[product].Op == Op.AddProduct).Select(product => _graph[product].Args[0]));
        var roots = stage.Products.Where(product => !inner.Contains(product)).ToList();
        var accumulators = roots.Select(root => new Accumulator(root, StartOf(stage, root))).ToEquatableArray();
        var terms = _products.GroupByOperand(stage.Products).SelectMany(group => TermsOf(group, stage, roots)).ToEquatableArray();

        var stores = stage.Products.Concat(stage.Elements).Where(_places.ContainsKey)
            .Select(node => new Store(node, _places[node])).Concat(copies).ToList();
        var sources = stage.Elements.SelectMany(node => _graph[node].Args).Concat(copies.Select(copy => copy.Node))
            .Where(node => !stage.Computes(node) && _graph[node].Op != Op.Constant)
            .Distinct().OrderBy(node => node).Select(node => new Source(node, PlaceOf(node)));
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

        return _graph[first].Op == Op.Product ? null : PlaceOf(_graph[first].Args[0]);
    }

    // Matrices of one vector mostly stand side by side; those that do not are a term of their own.
    private IEnumerable<FusedTerm> TermsOf(IReadOnlyList<int> group, Stage stage, List<int> roots)
    {
        var operand = SumsOfProducts.OperandOf(_graph, group[0]);
        var text = new EquationText(_graph, _layer.Cell.LeafName, _names);
        foreach (var products in group.GroupBy(product => _parameters.Places[SumsOfProducts.MatrixOf(_graph, product)].Stride))
        {
            yield return new(
                PlaceOf(operand),
                _graph[operand].Shape.Rows,
                _products.ChainsOf(group[0]),
                products.Key,
                products.Select(product => new Factor(
                    roots.IndexOf(RootOf(product, stage)),
                    _parameters.Places[SumsOfProducts.MatrixOf(_graph, product)].Offset)).ToEquatableArray(),
                string.Join(", ", products.Select(product => $"{_layer.Cell.Parameters[SumsOfProducts.MatrixOf(_graph, product)].Name} · {text.Factor(operand)}")));
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

    private Location PlaceOf(int node) => _places.TryGetValue(node, out var place) ? place : _graph[node].Op switch
    {
        Op.Parameter => new(Place.Parameters, _parameters.Places[_graph[node].Index].Offset),
        Op.Input => new(Place.Input, 0),
        Op.State => new(Place.Previous, _stateOffsets[_graph[node].Index]),
        _ => throw new InvalidOperationException($"Value {node} ({_graph[node].Op}) is read before it is written."),
    };
}
