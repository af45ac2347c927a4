using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Decides where the values of a single step stand: in the caller's state, in the row, or nowhere, because only registers hold them.
/// </summary>
internal sealed class StepPlaces
{
    private readonly LayerGraph _layer;
    private readonly Graph _graph;
    private readonly EquatableArray<string> _names;
    private readonly ParameterLayout _parameters;
    private readonly Schedule _schedule;
    private readonly HashSet<int> _nodes;
    private readonly Func<Stage, SumStyle> _styleOf;
    private readonly SlotAllocator _slots = new(Place.Row);
    private readonly Dictionary<int, Location> _places = [];
    private readonly List<Store> _copies = [];
    private readonly int[] _stateOffsets;

    private StepPlaces(LayerDraft draft, HashSet<int> nodes, Schedule schedule, Func<Stage, SumStyle> styleOf)
    {
        (_layer, _graph, _names, _parameters) = (draft.Layer, draft.Layer.Graph, draft.Names, draft.Parameters);
        (_nodes, _schedule, _styleOf) = (nodes, schedule, styleOf);
        _stateOffsets = StateOffsets(_layer.Cell);
        States = PlaceStates();
        Output = PlaceOutput();
        PlaceSumsInMemory(draft.Sums);
        foreach (var node in _nodes.OrderBy(node => node).Where(node => !_places.ContainsKey(node) && NeedsMemory(node)))
        {
            _places.Add(node, _slots.Allocate(_names[node], _graph[node].Shape.Rows));
        }
    }

    /// <summary>New states that are copied from the row into the caller's state when all is computed.</summary>
    public IReadOnlyList<StateCopy> States { get; }

    /// <summary>The output.</summary>
    public Location Output { get; }

    /// <summary>Second places of values: that of a state which is given or is also another state's new value.</summary>
    public IReadOnlyList<Store> Copies => _copies;

    /// <summary>The number of elements of the row.</summary>
    public int RowSize => _slots.ToLayout().Size;

    /// <summary>Places the values of a step.</summary>
    /// <param name="draft">The layer.</param>
    /// <param name="nodes">The values that the step computes.</param>
    /// <param name="schedule">The order of their stages.</param>
    /// <param name="styleOf">What stands between the sums of a stage and its elementwise equations.</param>
    public static StepPlaces Of(LayerDraft draft, HashSet<int> nodes, Schedule schedule, Func<Stage, SumStyle> styleOf) =>
        new(draft, nodes, schedule, styleOf);

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

    /// <summary>The value's place, if it has one in memory that this step writes.</summary>
    public Location? WrittenPlaceOf(int node) => _places.TryGetValue(node, out var place) ? place : null;

    /// <summary>Where a value is read.</summary>
    public Location PlaceOf(int node) => _places.TryGetValue(node, out var place) ? place : _graph[node].Op switch
    {
        Op.Parameter => new(Place.Parameters, _parameters.Places[_graph[node].Index].Offset),
        Op.Masked => PlaceOf(_graph[node].Args[0]),
        Op.Input or Op.Token => new(Place.Input, 0),
        Op.State => new(Place.Previous, _stateOffsets[_graph[node].Index]),
        _ => throw new InvalidOperationException($"Value {node} ({_graph[node].Op}) is read before it is written."),
    };

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

    // A state may be written where it stood if whoever reads it as a whole has done so, and the others read the same lanes. A sum may not:
    // parts of it are written earlier.
    private bool IsReadBeforeWritten(int state, int written)
    {
        if (_schedule.StageOf(written) is not { } stage || !stage.Elements.Contains(written))
        {
            return false;
        }

        var readers = _nodes.Where(node => _graph[node].Args.Any(arg => _graph[arg].Op == Op.State && _graph[arg].Index == state));
        return readers.All(reader => _schedule.StageOf(reader) is { } other
            ? IsBefore(other, stage) || (other == stage && (_styleOf(stage) != SumStyle.Registers || stage.Elements.Contains(reader)))
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

    // Side by side, so that the products of one vector are one call, or one row of sums.
    private void PlaceSumsInMemory(SumsOfProducts sums)
    {
        foreach (var sum in sums.All.Where(sum => sum.Products.Any(product => StyleOf(product) != SumStyle.Registers)))
        {
            var stages = sum.Products.Select(product => _schedule.StageOf(product)!).ToList();
            var last = Enumerable.Range(1, sum.Products.Count - 1).LastOrDefault(StartsElsewhere);
            Location place = default;
            for (var i = 0; i < stages.Count; i++)
            {
                if (i == 0 || StartsElsewhere(i))
                {
                    place = i == last && _places.TryGetValue(sum.Root, out var given)
                        ? given : _slots.Allocate(_names[sum.Products[i]], _graph[sum.Root].Shape.Rows);
                }

                if (_styleOf(stages[i]) != SumStyle.Registers || NeedsMemory(sum.Products[i]))
                {
                    _places[sum.Products[i]] = place;
                }
            }

            // In a row of sums some may be computed twice, so that they must not start from where they go.
            bool StartsElsewhere(int i) => stages[i] != stages[i - 1] && _styleOf(stages[i]) == SumStyle.Row;
        }
    }

    private SumStyle StyleOf(int product) => _styleOf(_schedule.StageOf(product)!);

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
}
