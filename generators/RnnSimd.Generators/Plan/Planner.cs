using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Passes;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Plan;

/// <summary>Decides everything about a network's code: order, fusion, places and names.</summary>
internal static class Planner
{
    // What a method takes from the stack is cleared first: up to 512 bytes by a few instructions, one of which is for the alignment of the
    // row, more in a loop that takes as long as borrowing.
    private const int MostStackBytes = 448;

    /// <summary>Plans a network whose shapes fit; see <see cref="ShapeInference"/>.</summary>
    public static NetworkPlan Plan(NetworkModel model)
    {
        var layers = new List<LayerPlan>();
        var (inputs, parameters, states, masks) = (model.FirstInputs, 0, 0, 0);
        foreach (var layer in model.Layers)
        {
            var cell = ShapeInference.Infer(layer.Cell, inputs, layer.Units).Cell
                ?? throw new ArgumentException($"The sizes of layer {layers.Count} ({layer.Cell.Name}) do not fit.", nameof(model));
            var graph = Differentiate(cell, isToken: model.TakesTokens && layers.Count == 0);
            var plan = Plan(graph, layers.Count, inputs, layer.Units, (parameters, states, masks), model.IsDouble);
            layers.Add(plan);
            (inputs, parameters, states, masks) = (layer.Units, parameters + plan.Parameters.Size, states + plan.StateSize, masks + plan.MaskSize);
        }

        var stepBytes = layers.Sum(layer => layer.Step.RowSize) * (model.IsDouble ? sizeof(double) : sizeof(float));
        return new(
            model,
            inputs,
            states,
            parameters,
            stepBytes <= MostStackBytes && !layers.Any(layer => layer.Step.IsStreaming),
            layers.ToEquatableArray());
    }

    /// <summary>From a cell with sizes to its forward and backward graph.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isToken">Whether its input is the number of a token.</param>
    public static LayerGraph Differentiate(CellModel cell, bool isToken = false)
    {
        var lowered = Lowering.Lower(cell);
        var forward = Fusion.Fuse(isToken ? TokenInput.Of(lowered) : lowered);
        return Fusion.Fuse(Differentiation.Differentiate(Naming.Name(forward)));
    }

    private static LayerPlan Plan(LayerGraph graph, int index, int inputs, int units, (int Parameters, int States, int Masks) offsets, bool isDouble)
    {
        var names = NodeNames.Of(graph);
        var sums = SumsOfProducts.Of(graph);
        var parameters = ParameterLayoutPlanner.Plan(graph, sums, offsets.Parameters);
        var products = new ProductPlanner(graph, names, sums, parameters, isDouble);
        var masks = Mask.Of(graph, offsets.Masks).ToEquatableArray();
        var draft = new LayerDraft(graph, names, sums, products, parameters, masks, TapeSelection.Select(graph), index == 0);
        var (forward, placeOf) = ForwardPlanner.Plan(draft);
        return new(
            index,
            graph,
            names,
            inputs,
            units,
            offsets.States,
            parameters,
            masks,
            InitializationPlanner.Plan(graph),
            StepPlanner.Plan(draft with { Layer = WithoutDropout.Of(graph) }, isDouble),
            forward,
            BackwardPlanner.Plan(draft, placeOf));
    }
}
