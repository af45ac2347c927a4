using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints where in a network's rows those of its layers stand.</summary>
internal static class LayerRows
{
    /// <summary>Cuts rows into those of each layer: all rows of the first layer, then all of the second.</summary>
    public static void Emit(SourceWriter writer, NetworkPlan network, string name, string size, string count)
    {
        var offset = "0";
        foreach (var layer in network.Layers)
        {
            var own = $"{LayerEmitter.ClassOf(layer)}.{size}";
            writer.Line($"var {name}{layer.Index} = {name}.Slice({(offset == "0" ? "0" : $"{count} * ({offset})")}, {count} * {own});");
            offset = offset == "0" ? own : $"{offset} + {own}";
        }
    }

    /// <summary>The reference to a layer's rows of the step before a part of the sequence.</summary>
    public static string StartOf(LayerPlan layer) =>
        $"ref MemoryMarshal.GetReference(rows{layer.Index}.Slice(start * streams * {LayerEmitter.ClassOf(layer)}.RowSize))";

    /// <summary>The reference to the packed weights, if the layer has any.</summary>
    public static string PackedOf(LayerPlan layer) => layer.Forward.Packed.Any() ? "ref MemoryMarshal.GetReference(packed), " : "";

    /// <summary>The reference to a layer's input in a part of the sequence: the output in the rows of the layer below.</summary>
    public static string InputOf(NetworkPlan network, LayerPlan layer)
    {
        if (layer.Index == 0)
        {
            return "";
        }

        var below = network.Layers[layer.Index - 1];
        return $"ref MemoryMarshal.GetReference(rows{below.Index}.Slice((start + 1) * streams * {LayerEmitter.ClassOf(below)}.RowSize + {below.Forward.OutputOffset})), ";
    }

    /// <summary>The reference to where a layer's gradient of its input goes: the rows of gradients of the layer below.</summary>
    public static string InputGradientOf(NetworkPlan network, LayerPlan layer)
    {
        if (layer.Index == 0)
        {
            return "";
        }

        var below = network.Layers[layer.Index - 1];
        return $"ref MemoryMarshal.GetReference(gradients{below.Index}.Slice(streams * {LayerEmitter.ClassOf(below)}.GradientRowSize + {below.Backward.OutputOffset})), ";
    }

    /// <summary>Every state of every layer, with its places.</summary>
    public static IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies(
        NetworkPlan network, Func<LayerPlan, IEnumerable<StateCopy>> states) =>
        network.Layers.SelectMany(layer => states(layer).Select(copy => (layer, copy)));
}
