using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>What the planners of a layer work from.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Names">The names of its values.</param>
/// <param name="Sums">Its forward sums of products.</param>
/// <param name="Products">How products become calls.</param>
/// <param name="Parameters">Where its parameters stand.</param>
/// <param name="Masks">Where its masks of dropout stand.</param>
/// <param name="Tape">Which values the tape keeps.</param>
/// <param name="IsFirst">Whether it is the network's first layer, whose rows hold the input and its gradient too.</param>
internal sealed record LayerDraft(
    LayerGraph Layer,
    EquatableArray<string> Names,
    SumsOfProducts Sums,
    ProductPlanner Products,
    ParameterLayout Parameters,
    EquatableArray<Mask> Masks,
    TapeSelection Tape,
    bool IsFirst);

/// <summary>Plans whole sequences forwards: a row for each time step and stream holds what the loop and the backward pass read.</summary>
internal static class ForwardPlanner
{
    /// <summary>The plan, and where each value that the backward pass may read stands.</summary>
    public static (ForwardPlan Plan, Func<int, Location?> PlaceOf) Plan(LayerDraft draft)
    {
        var (layer, graph, cell) = (draft.Layer, draft.Layer.Graph, draft.Layer.Cell);
        var slots = new SlotAllocator(Place.Row);
        var input = draft.IsFirst ? slots.Allocate(cell.Input.Name, cell.Input.Shape.Rows) : new Location(Place.Input, 0);
        var given = Phases.OfGiven(cell);
        var results = new List<Result>();
        for (var i = 0; i < cell.States.Count; i++)
        {
            results.Add(new(layer.NextStates[i], slots.Allocate(draft.Names[layer.NextStates[i]], cell.States[i].Shape.Rows), given));
        }

        var states = results.Select(result => result.Location).ToList();
        var outputState = layer.NextStates.ToList().IndexOf(layer.Output);
        var output = outputState >= 0 ? states[outputState] : slots.Allocate(draft.Names[layer.Output], graph[layer.Output].Shape.Rows);
        if (outputState < 0)
        {
            results.Add(new(layer.Output, output, given));
        }

        var feeds = Dependencies.Feeds(graph, layer.ForwardRoots);
        var nodes = Enumerable.Range(0, graph.Count).Where(i => feeds[i] && Operations.Of(graph[i].Op).Kind != OpKind.Leaf).ToList();
        var (work, places) = RowPlanner.Plan(
            new(
                layer,
                draft.Names,
                draft.Products,
                Phases.Assign(graph, nodes, node => node.Op == Op.State, layer.NextStates),
                GivenPlace,
                results,
                draft.Tape.Kept,
                [.. draft.Sums.All.Select(sum => sum.Root)],
                slots),
            "Forward");

        var offsets = StepPlaces.StateOffsets(cell);
        var before = work(Phase.Before);
        var plan = new ForwardPlan(
            before,
            TwoPartProducts.InLoop(before, work(Phase.Loop).Select(draft.Products.InPanels).ToList()).ToEquatableArray(),
            work(Phase.After),
            slots.ToLayout(),
            draft.IsFirst ? input.Offset : -1,
            output.Offset,
            states.Select((state, i) => new StateCopy(state.Offset, offsets[i], cell.States[i].Shape.Rows)).ToEquatableArray(),
            Gates().ToEquatableArray());
        return (plan, node => places.TryGetValue(node, out var place) ? place : GivenPlace(node));

        // What no gradient passes through may have no place.
        IEnumerable<Gate> Gates() =>
            from node in nodes
            let limits = Operations.Of(graph[node].Op).Limits
            where limits is not null && places.ContainsKey(node)
            select new Gate(new(draft.Names[node], places[node].Offset, graph[node].Shape.Rows), limits.Value.Lower, limits.Value.Upper);

        Location? GivenPlace(int node) => graph[node].Op switch
        {
            Op.Parameter => new(Place.Parameters, draft.Parameters.Places[graph[node].Index].Offset),
            Op.Mask => new(Place.Masks, draft.Masks.First(mask => mask.Node == node).Offset),
            Op.Input or Op.Token => input,
            Op.State => states[graph[node].Index] with { Place = Place.Previous },
            _ => null,
        };
    }
}
