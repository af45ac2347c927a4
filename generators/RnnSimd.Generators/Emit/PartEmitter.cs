using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints what Run and Forward do for a part: some streams over some time steps.</summary>
internal sealed class PartEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Line($"void IShardedNetwork<{_element}>.Forward(");
        using (writer.Open($"    Span<{_element}> packed, ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, Part part, Span<{_element}> masks, Span<{_element}> rows)"))
        {
            LayerRows.Emit(writer, network, "row");
            writer.Line($"var inputRows = new RowSpan<{_element}>(inputs, InputSize);");
            writer.Line($"var outputRows = new RowSpan<{_element}>(outputs, OutputSize);");
            LayerRows.EmitStates(writer, network, "state");
            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"part.GatherStates({LayerRows.States(layer, copy)}, rows{layer.Index}.{LayerRows.From("part.PreviousRow", copy.RowOffset)}, {copy.Length});");
            }

            var (first, last) = (network.Layers[0], network.Layers[network.Layers.Count - 1]);
            writer.Line($"part.Gather(inputRows, rows0.{LayerRows.From("part.Row", first.Forward.InputOffset)}, InputSize);");
            foreach (var layer in network.Layers)
            {
                var packed = layer.Forward.Packed.Any() ? "ref MemoryMarshal.GetReference(packed), " : "";
                writer.Line($"{LayerEmitter.ClassOf(layer)}.Forward(ref parameters, {LayerRows.MasksOf(layer)}{packed}{LayerRows.InputOf(network, layer)}{LayerRows.StartOf(layer)}, part.Steps, part.Streams);");
            }

            writer.Line($"part.Scatter(rows{last.Index}.{LayerRows.From("part.Row", last.Forward.OutputOffset)}, outputRows, OutputSize);");
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"part.ScatterStates(rows{layer.Index}.{LayerRows.From("part.LastRow", copy.RowOffset)}, {LayerRows.States(layer, copy)}, {copy.Length});");
            }
        }
    }

    private IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies => LayerRows.StateCopies(network, layer => layer.Forward.States);
}
