using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the elementwise equations of a loop for one vector of lanes.</summary>
/// <param name="writer">Where to.</param>
/// <param name="layer">The layer.</param>
/// <param name="loop">The loop.</param>
/// <param name="lanes">The vector.</param>
/// <param name="references">The name of the reference to each place.</param>
internal sealed class ElementEmitter(
    SourceWriter writer, LayerPlan layer, ElementLoop loop, LaneCode lanes, PlaceNames references)
{
    // Longer ones are hard to read, and far longer ones the C# compiler refuses.
    private const int DeepestExpression = 5;

    private readonly Graph _graph = layer.Graph.Graph;
    private readonly Dictionary<int, Location> _sources = loop.Sources.ToDictionary(source => source.Node, source => source.Location);
    private readonly HashSet<int> _nodes = [.. loop.Nodes];
    private readonly ILookup<int, Store> _stores = loop.Stores.ToLookup(store => store.Node);
    private readonly Dictionary<int, int> _uses = UsesIn(loop, layer.Graph.Graph);
    private readonly Dictionary<int, Code> _values = [];
    private readonly Dictionary<int, int> _depths = [];

    /// <summary>Prints loads, equations and stores.</summary>
    public void Emit()
    {
        EmitLaneReferences();
        foreach (var source in loop.Sources.Where(IsLoadedFirst))
        {
            var name = layer.Names[source.Node];
            writer.Line($"var {name} = {Load(source.Node)};");
            _values[source.Node] = new(name, Code.Primary);
        }

        // Constants, what was loaded, and the sums that a single step has in registers.
        EmitStores(loop.Stores.Where(store => !_nodes.Contains(store.Node)));
        foreach (var node in loop.Nodes)
        {
            if (IsInlined(node))
            {
                continue;
            }

            var name = layer.Names[node];
            writer.Line($"var {name} = {Definition(node).Text};");
            _values[node] = new(name, Code.Primary);
            EmitStores(_stores[node]);
        }
    }

    private void EmitLaneReferences()
    {
        if (loop.LaneCount == 1)
        {
            return;
        }

        LanesEmitter.Emit(
            writer, lanes.Element, references,
            loop.Sources.Where(source => !IsScalar(source.Node)).Select(source => source.Location.Place)
                .Concat(loop.Stores.Where(store => !IsScalar(store.Node) || loop.Size > 0).Select(store => store.Location.Place)));
    }

    private void EmitStores(IEnumerable<Store> stores)
    {
        foreach (var store in stores)
        {
            writer.Line(lanes.Store(Value(store.Node).In(Code.Primary), LaneReference(store.Location.Place), store.Location.Offset));
        }
    }

    // A value that is read twice, or whose place is overwritten here, is loaded before anything is stored.
    private bool IsLoadedFirst(Source source) =>
        Uses(source.Node) > 1 || source.Location.Place == Place.Previous
        || loop.Stores.Any(store => store.Location == source.Location && !IsOnlyReader(store.Node, source.Node));

    private bool IsOnlyReader(int node, int source) => _nodes.Contains(node) && _graph[node].Args.Contains(source);

    private bool IsInlined(int node)
    {
        var depth = 1 + _graph[node].Args.Max(arg => _depths.TryGetValue(arg, out var inner) ? inner : 0);
        var isInlined = _graph[node].Name is null && Uses(node) == 1 && !_stores.Contains(node) && depth < DeepestExpression;
        _depths.Add(node, isInlined ? depth : 0);
        return isInlined;
    }

    private int Uses(int node) => _uses.TryGetValue(node, out var uses) ? uses : 0;

    // A square names its argument twice.
    private static Dictionary<int, int> UsesIn(ElementLoop loop, Graph graph)
    {
        var uses = new Dictionary<int, int>();
        foreach (var user in loop.Nodes)
        {
            foreach (var arg in graph[user].Args)
            {
                Count(arg, graph[user].Op == Op.Square ? 2 : 1);
            }
        }

        foreach (var store in loop.Stores.Where(store => !loop.Nodes.Contains(store.Node)))
        {
            Count(store.Node, 1);
        }

        return uses;

        void Count(int node, int times) => uses[node] = (uses.TryGetValue(node, out var before) ? before : 0) + times;
    }

    private Code Value(int node)
    {
        if (_values.TryGetValue(node, out var code))
        {
            return code;
        }

        return _graph[node].Op == Op.Constant ? new(lanes.Constant(_graph[node].Value), Code.Primary)
            : _sources.ContainsKey(node) ? new(Load(node), Code.Primary)
            : _nodes.Contains(node) ? Definition(node)
            : new(layer.Names[node], Code.Primary);
    }

    private Code Definition(int node) =>
        ElementCode.Of(_graph[node].Op, [.. _graph[node].Args.Select(Value)], _graph[node].Value, lanes);

    private string Load(int node)
    {
        var (place, offset) = (_sources[node].Place, _sources[node].Offset);
        return IsScalar(node) && loop.Size > 0
            ? lanes.Broadcast(LaneCode.At(references[place], offset))
            : lanes.Load(LaneReference(place), offset);
    }

    private string LaneReference(Place place) => loop.LaneCount == 1 ? references[place] : LanesEmitter.NameOf(references[place]);

    private bool IsScalar(int node) => _graph[node].Shape.IsScalar;
}
