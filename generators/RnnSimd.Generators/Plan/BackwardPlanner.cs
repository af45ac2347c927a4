using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Plans backpropagation through time: a row of gradients for each time step and stream. A step reads the gradients of its output and
/// of its new states in its own row and writes those of the old states into the row of the step before.
/// </summary>
internal static class BackwardPlanner
{
    /// <summary>Plans the backward pass of a layer.</summary>
    /// <param name="draft">The layer.</param>
    /// <param name="forwardPlaceOf">Where forward values stand.</param>
    public static BackwardPlan Plan(LayerDraft draft, Func<int, Location?> forwardPlaceOf)
    {
        var (layer, graph, cell) = (draft.Layer, draft.Layer.Graph, draft.Layer.Cell);
        var slots = new SlotAllocator(Place.Gradient);
        var output = slots.Allocate("dy", graph[layer.Output].Shape.Rows);
        var states = cell.States.Select(state => slots.Allocate($"d{state.Name}Ahead", state.Shape.Rows)).ToList();
        var input = draft.IsFirst ? slots.Allocate("d" + cell.Input.Name, cell.Input.Shape.Rows) : new Location(Place.InputGradient, 0);

        var given = Phases.OfGiven(cell);
        var results = layer.StateGradients
            .Select((node, i) => new Result(node, states[i] with { Place = Place.PreviousGradient }, given))
            .Append(new Result(layer.InputGradient, input, draft.IsFirst ? Phase.InputGradient : given)).ToList();
        var gradients = layer.ParameterGradients
            .OrderBy(p => draft.Parameters.Places[p.Parameter].Offset).Select(p => p.Gradient).Distinct().ToList();
        var (work, places) = RowPlanner.Plan(
            new(
                layer,
                draft.Names,
                draft.Products,
                PhasesOf(draft, gradients),
                GivenPlace,
                results,
                [.. gradients.Where(draft.Tape.Backward.Contains)],
                gradients,
                slots),
            "Backward");

        var before = work(Phase.Before);
        var loop = work(Phase.Loop);
        var after = work(Phase.After);
        var inputGradient = work(Phase.InputGradient);
        var sums = new ParameterGradientPlanner(draft, node => places.TryGetValue(node, out var place) ? place : GivenPlace(node));
        var parameters = sums.Plan().ToEquatableArray();
        var offsets = StepPlaces.StateOffsets(cell);
        return new(
            draft.Products.Copies,
            draft.Parameters.Size,
            before,
            loop,
            after,
            parameters,
            inputGradient,
            slots.ToLayout(),
            output.Offset,
            draft.IsFirst ? input.Offset : -1,
            states.Select((state, i) => new StateCopy(state.Offset, offsets[i], cell.States[i].Shape.Rows)).ToEquatableArray());

        Location? GivenPlace(int node) => graph[node].Op switch
        {
            Op.OutputGradient => output,
            Op.StateGradient => states[graph[node].Index],
            _ => forwardPlaceOf(node),
        };
    }

    // Below the first layer nobody needs the gradient of its input, but for the caller, if at all.
    private static Dictionary<int, Phase> PhasesOf(LayerDraft draft, IEnumerable<int> parameterGradients)
    {
        var (layer, graph) = (draft.Layer, draft.Layer.Graph);
        var isNeeded = Dependencies.Feeds(graph, layer.StateGradients.Concat(parameterGradients));
        var needed = draft.Tape.Backward.Where(node => isNeeded[node] || !draft.IsFirst).ToList();
        var phases = Phases.Assign(graph, needed, node => node.Op == Op.StateGradient, layer.StateGradients);
        foreach (var node in draft.Tape.Backward.Except(needed))
        {
            phases.Add(node, Phase.InputGradient);
        }

        return phases;
    }
}
