using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints what Run and Forward do for the streams of a shard.</summary>
internal sealed class AdvanceEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        writer.Line();
        writer.Line("/// <summary>Runs the streams of a shard. The rows of each layer start with a block for the states before the first step.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Line("private void Advance(");
        using (writer.Open($"    {(network.PacksWeights ? $"Span<{_element}> packed, " : "")}ReadOnlySpan<{_element}> inputs, Span<{_element}> state, "
            + $"Span<{_element}> outputs, Shard shard, Span<{_element}> rows)"))
        {
            writer.Line("var (steps, batch, stream, streams) = shard;");
            LayerRows.Emit(writer, network, "row", "(steps + 1) * streams");
            writer.Line($"var inputRows = new RowSpan<{_element}>(inputs, InputSize);");
            writer.Line($"var outputRows = new RowSpan<{_element}>(outputs, OutputSize);");
            LayerRows.EmitStates(writer, network, "state");
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"{LayerRows.States(layer, copy)}.CopyTo(rows{layer.Index}.{LayerRows.From("0", copy.RowOffset)}, {copy.Length}, streams);");
            }

            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
            using (writer.Open("for (var start = 0; start < steps; start += shard.PartSteps)"))
            {
                writer.Line("var end = Math.Min(steps, start + shard.PartSteps);");
                EmitPart();
            }

            writer.Line();
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"rows{layer.Index}.{LayerRows.From("steps * streams", copy.RowOffset)}.CopyTo({LayerRows.States(layer, copy)}, {copy.Length}, streams);");
            }
        }
    }

    private IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies => LayerRows.StateCopies(network, layer => layer.Forward.States);

    private void EmitPart()
    {
        var first = network.Layers[0];
        var last = network.Layers[network.Layers.Count - 1];
        using (writer.Open("for (var t = start; t < end; t++)"))
        {
            writer.Line($"inputRows.From(t * batch + stream).CopyTo(rows0.{LayerRows.From("(t + 1) * streams", first.Forward.InputOffset)}, InputSize, streams);");
        }

        writer.Line();
        foreach (var layer in network.Layers)
        {
            var packed = layer.Forward.Packed.Any() ? "ref MemoryMarshal.GetReference(packed), " : "";
            writer.Line($"{LayerEmitter.ClassOf(layer)}.Forward(ref parameters, {packed}{LayerRows.InputOf(network, layer)}{LayerRows.StartOf(layer)}, end - start, streams);");
        }

        writer.Line();
        using (writer.Open("for (var t = start; t < end; t++)"))
        {
            writer.Line($"rows{last.Index}.{LayerRows.From("(t + 1) * streams", last.Forward.OutputOffset)}.CopyTo(outputRows.From(t * batch + stream), OutputSize, streams);");
        }
    }
}
