using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints where in a network's rows those of its layers stand, and the states in the caller's.</summary>
internal static class LayerRows
{
    /// <summary>Prints the rows, or the rows of gradients, of each layer: all rows of the first layer, then all of the second.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="network">The network.</param>
    /// <param name="name">"row" or "gradient".</param>
    public static void Emit(SourceWriter writer, NetworkPlan network, string name)
    {
        var element = LaneCode.ElementOf(network.Model.IsDouble);
        var size = name == "row" ? "RowSize" : "GradientRowSize";
        if (network.Layers.Count > 1)
        {
            writer.Line($"var {name}Count = {name}s.Length / {size};");
        }

        var before = new List<string>();
        foreach (var layer in network.Layers)
        {
            var own = before.Count switch
            {
                0 => $"{name}s",
                1 => $"{name}s.Slice({name}Count * {before[0]})",
                _ => $"{name}s.Slice({name}Count * ({string.Join(" + ", before)}))",
            };
            before.Add($"{LayerEmitter.ClassOf(layer)}.{size}");
            writer.Line($"var {name}s{layer.Index} = new RowSpan<{element}>({own}, {before[before.Count - 1]});");
        }
    }

    /// <summary>Prints the streams' states, or their gradients, in the caller's memory.</summary>
    public static void EmitStates(SourceWriter writer, NetworkPlan network, string memory)
    {
        if (network.StateSize > 0)
        {
            writer.Line($"var states = new RowSpan<{LaneCode.ElementOf(network.Model.IsDouble)}>({memory}, StateSize);");
        }
    }

    /// <summary>A state of all streams in the caller's memory.</summary>
    public static string States(LayerPlan layer, StateCopy copy) => Columns("states", layer.StateOffset + copy.StateOffset);

    /// <summary>The rows from the first on, from a column on.</summary>
    public static string Columns(string rows, int column) => column == 0 ? rows : $"{rows}.{From("0", column)}";

    /// <summary>The call that picks rows, from a column on.</summary>
    public static string From(string row, int column) => column == 0 ? $"From({row})" : $"From({row}, {column})";

    /// <summary>The reference to a layer's rows of the step before a part.</summary>
    public static string StartOf(LayerPlan layer) => $"ref rows{layer.Index}[part.PreviousRow, 0]";

    /// <summary>The reference to a layer's input in a part: the output in the rows of the layer below.</summary>
    public static string InputOf(NetworkPlan network, LayerPlan layer) => layer.Index == 0
        ? ""
        : $"ref rows{layer.Index - 1}[part.Row, {network.Layers[layer.Index - 1].Forward.OutputOffset}], ";

    /// <summary>The parameter of a layer's methods for the masks of dropout, if it has any.</summary>
    public static string MasksParameter(NetworkPlan network, LayerPlan layer) =>
        layer.Masks.Count == 0 ? "" : $"ref {LaneCode.ElementOf(network.Model.IsDouble)} masks, ";

    /// <summary>The argument for it: the masks of all layers.</summary>
    public static string MasksOf(LayerPlan layer) => layer.Masks.Count == 0 ? "" : "ref MemoryMarshal.GetReference(masks), ";

    /// <summary>The reference to where a layer's gradient of its input goes: the rows of gradients of the layer below.</summary>
    public static string InputGradientOf(NetworkPlan network, LayerPlan layer) => layer.Index == 0
        ? ""
        : $"ref gradients{layer.Index - 1}[part.Streams, {network.Layers[layer.Index - 1].Backward.OutputOffset}], ";

    /// <summary>Every state of every layer, with its places.</summary>
    public static IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies(
        NetworkPlan network, Func<LayerPlan, IEnumerable<StateCopy>> states) =>
        network.Layers.SelectMany(layer => states(layer).Select(copy => (layer, copy)));
}
