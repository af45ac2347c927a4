using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Turns a computation on rows into work, phase by phase.</summary>
internal sealed class RowPlanner
{
    private readonly RowComputation _computation;
    private readonly Graph _graph;
    private readonly Dictionary<Phase, Schedule> _schedules;
    private readonly Dictionary<int, Location> _places = [];
    private readonly Dictionary<int, List<int>> _consumers = [];
    private readonly List<(Store Store, Phase Phase)> _copies = [];
    private readonly Dictionary<string, int> _loops = [];

    private RowPlanner(RowComputation computation)
    {
        _computation = computation;
        _graph = computation.Layer.Graph;
        _schedules = new[] { Phase.Before, Phase.Loop, Phase.After, Phase.InputGradient }.ToDictionary(
            phase => phase, phase => Scheduler.Plan(_graph, computation.Phases.Where(pair => pair.Value == phase).Select(pair => pair.Key)));
        foreach (var node in computation.Phases.Keys)
        {
            foreach (var arg in _graph[node].Args)
            {
                if (!_consumers.TryGetValue(arg, out var consumers))
                {
                    _consumers.Add(arg, consumers = []);
                }

                consumers.Add(node);
            }
        }
    }

    /// <summary>The work of each phase, and where each computed value that is in memory stands.</summary>
    public static (Func<Phase, EquatableArray<Work>> Work, IReadOnlyDictionary<int, Location> Places) Plan(RowComputation computation, string loopName)
    {
        var planner = new RowPlanner(computation);
        planner.PlaceValues();
        return (phase => planner.WorkOf(phase, loopName).ToEquatableArray(), planner._places);
    }

    private void PlaceValues()
    {
        foreach (var result in _computation.Results)
        {
            if (IsComputed(result.Node) && !_places.ContainsKey(result.Node))
            {
                PlaceChain(result.Node, result.Location);
            }
            else
            {
                _copies.Add((new(result.Node, result.Location), PhaseOf(result.Node, result.CopiedIn)));
            }
        }

        foreach (var node in _computation.FirstSlots.Concat(_computation.Phases.Keys.OrderBy(node => node)))
        {
            if (IsComputed(node) && !_places.ContainsKey(node) && NeedsMemory(node))
            {
                PlaceInSlot(node);
            }
        }
    }

    private void PlaceInSlot(int node)
    {
        var root = RootOfChain(node);
        if (SharedSlot(node) is { } shared)
        {
            _places.Add(node, shared);
            _computation.Slots.Share(shared, _computation.Names[node]);
        }
        else if (!_places.ContainsKey(root))
        {
            PlaceChain(root, _computation.Slots.Allocate(_computation.Names[root], _graph[root].Shape.Rows));
        }
    }

    // A sum of products is built up in one place; what it starts with, unless a bias, is copied there.
    private void PlaceChain(int root, Location location)
    {
        var node = root;
        _places.Add(node, location);
        while (_graph[node].Op is Op.AddProduct or Op.AddTransposedProduct)
        {
            var start = _graph[node].Args[0];
            if (Operations.Of(_graph[start].Op).Kind == OpKind.Product)
            {
                _places.Add(node = start, location);
                continue;
            }

            if (_graph[start].Op != Op.Parameter)
            {
                _copies.Add((new(start, location), PhaseOf(start, _computation.Phases[node])));
            }

            break;
        }
    }

    private int RootOfChain(int node)
    {
        while (Operations.Of(_graph[node].Op).Kind == OpKind.Product && _consumers.TryGetValue(node, out var consumers)
               && consumers.FirstOrDefault(c => _graph[c].Op is Op.AddProduct or Op.AddTransposedProduct && _graph[c].Args[0] == node) is var next and > 0)
        {
            node = next;
        }

        return node;
    }

    // An activation may overwrite the sum that it is computed from, if nothing else needs the sum.
    private Location? SharedSlot(int node)
    {
        if (!_graph[node].Op.IsElementwise() || StageOf(node) is not { } stage)
        {
            return null;
        }

        foreach (var arg in _graph[node].Args)
        {
            if (Operations.Of(_graph[arg].Op).Kind == OpKind.Product && IsComputed(arg) && !_computation.Kept.Contains(arg)
                && _computation.Results.All(result => result.Node != arg)
                && _graph[arg].Shape == _graph[node].Shape && _consumers[arg].All(stage.Elements.Contains)
                && _places.TryGetValue(arg, out var place)
                && !_places.Any(other => other.Value == place && Operations.Of(_graph[other.Key].Op).Kind != OpKind.Product))
            {
                return place;
            }
        }

        return null;
    }

    private bool IsComputed(int node) => _computation.Phases.ContainsKey(node);

    private Stage? StageOf(int node) => _schedules[_computation.Phases[node]].StageOf(node);

    private bool NeedsMemory(int node)
    {
        if (!_graph[node].Op.IsElementwise() || _computation.Kept.Contains(node))
        {
            return true;
        }

        var stage = StageOf(node);
        return _consumers.TryGetValue(node, out var consumers) && consumers.Any(consumer => NeedsInMemory(consumer, node, stage!));
    }

    private bool NeedsInMemory(int consumer, int node, Stage stage) => Operations.Of(_graph[consumer].Op).Kind switch
    {
        OpKind.Elementwise => !stage.Elements.Contains(consumer),
        OpKind.Reduction => true,
        _ => SumsOfProducts.OperandOf(_graph, consumer) == node,
    };

    private IEnumerable<Work> WorkOf(Phase phase, string loopName)
    {
        var schedule = _schedules[phase];
        var copies = CopiesOf(phase, schedule);
        var levels = schedule.Stages.Select(stage => stage.Level).Concat(schedule.ReductionLevels.Values).Concat(copies.Select(copy => copy.Level));
        for (var level = 0; level <= levels.DefaultIfEmpty(-1).Max(); level++)
        {
            foreach (var reduction in schedule.ReductionsAt(level).OrderBy(node => node))
            {
                yield return Reduce(reduction);
            }

            var sizes = schedule.Stages.Where(stage => stage.Level == level).Select(stage => stage.Size)
                .Concat(copies.Where(copy => copy.Level == level).Select(copy => copy.Size)).Distinct().OrderBy(size => size == 0 ? 0 : 1);
            foreach (var size in sizes)
            {
                var stage = schedule.Stages.FirstOrDefault(candidate => candidate.Level == level && candidate.Size == size) ?? new(level, size, [], []);
                foreach (var call in _computation.Products.Calls(stage.Products, PlaceOf))
                {
                    yield return call;
                }

                var stores = copies.Where(copy => copy.Level == level && copy.Size == size).Select(copy => copy.Store);
                if (LoopOf(stage, stores, $"{loopName}{phase}") is { Stores.Count: > 0 } loop)
                {
                    yield return loop;
                }
            }
        }
    }

    // A copy is made where the value is computed; one of a given value when it is needed.
    private Phase PhaseOf(int node, Phase needed) => IsComputed(node) ? _computation.Phases[node] : needed;

    private List<(int Level, int Size, Store Store)> CopiesOf(Phase phase, Schedule schedule)
    {
        var copies = new List<(int, int, Store)>();
        foreach (var (store, _) in _copies.Where(copy => copy.Phase == phase))
        {
            var level = !IsComputed(store.Node) ? 0 : schedule.StageOf(store.Node)?.Level ?? schedule.ReductionLevels[store.Node];
            copies.Add((level, Scheduler.SizeOf(_graph[store.Node]), store));
        }

        return copies;
    }

    private ReductionCall Reduce(int index)
    {
        var node = _graph[index];
        var text = new EquationText(_graph, _computation.Layer.Cell.LeafName, _computation.Names);
        return new(
            node.Op,
            PlaceOf(node.Args[0]),
            PlaceOf(node.Args[node.Args.Count - 1]),
            PlaceOf(index),
            _graph[node.Args[0]].Shape.Rows,
            $"{_computation.Names[index]} = {text.Definition(index)}");
    }

    private ElementLoop LoopOf(Stage stage, IEnumerable<Store> copies, string name)
    {
        var stores = stage.Elements.Where(_places.ContainsKey).Select(node => new Store(node, _places[node])).Concat(copies).ToList();
        var sources = stage.Elements.SelectMany(node => _graph[node].Args).Concat(stores.Select(store => store.Node))
            .Where(node => !stage.Elements.Contains(node) && _graph[node].Op != Op.Constant)
            .Distinct().OrderBy(node => node).Select(node => new Source(node, PlaceOf(node)));
        return new(Unique(name, stores.Count), stage.Size, sources.ToEquatableArray(), stage.Elements.ToEquatableArray(), stores.ToEquatableArray());
    }

    // Further loops of a phase are numbered; one that stores nothing is not printed.
    private string Unique(string name, int stores)
    {
        _loops.TryGetValue(name, out var count);
        _loops[name] = count + (stores > 0 ? 1 : 0);
        return count == 0 ? name : $"{name}Part{count + 1}";
    }

    private Location PlaceOf(int node) => _places.TryGetValue(node, out var place)
        ? place
        : _computation.Given(node) ?? throw new InvalidOperationException($"Value {node} ({_graph[node].Op}) is read before it is written.");
}
