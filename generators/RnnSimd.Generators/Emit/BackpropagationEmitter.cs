using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a network's Backward, and what it does for a part: some streams over some time steps.</summary>
internal sealed class BackpropagationEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Backward(");
        using (writer.Open($"    Tape<{_element}> tape, ReadOnlySpan<{_element}> outputGradients, Span<{_element}> stateGradients, "
            + $"Span<{_element}> parameterGradients, Span<{_element}> inputGradients)"))
        {
            writer.Line("""
                ArgumentNullException.ThrowIfNull(tape);
                tape.Replay(this, outputGradients, stateGradients, parameterGradients, inputGradients);
                """);
        }

        EmitTranspose();
        EmitPart();
    }

    private void EmitTranspose()
    {
        writer.Line();
        using (writer.Open($"void IShardedNetwork<{_element}>.Transpose(Span<{_element}> transposed)"))
        {
            foreach (var layer in network.Layers.Where(layer => layer.Backward.Transposed.Count > 0))
            {
                writer.Line($"{LayerEmitter.ClassOf(layer)}.Transpose(ref MemoryMarshal.GetReference(Parameters), {TransposedOf(layer)});");
            }
        }
    }

    private void EmitPart()
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Line($"void IShardedNetwork<{_element}>.Backward(");
        writer.Line($"    Span<{_element}> transposed, Span<{_element}> masks, Span<{_element}> rows, Span<{_element}> gradients, ReadOnlySpan<{_element}> outputGradients,");
        using (writer.Open($"    Span<{_element}> stateGradients, Span<{_element}> parameterGradients, Span<{_element}> inputGradients, Part part)"))
        {
            LayerRows.Emit(writer, network, "row");
            LayerRows.Emit(writer, network, "gradient");
            writer.Line($"var outputRows = new RowSpan<{_element}>(outputGradients, OutputSize);");
            writer.Line($"var inputRows = new RowSpan<{_element}>(inputGradients, InputSize);");
            LayerRows.EmitStates(writer, network, "stateGradients");
            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
            writer.Line($"ref {_element} sums = ref MemoryMarshal.GetReference(parameterGradients);");
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"part.GatherStates({LayerRows.States(layer, copy)}, gradients{layer.Index}.{LayerRows.From("part.Rows", copy.RowOffset)}, {copy.Length});");
            }

            var (first, last) = (network.Layers[0], network.Layers[network.Layers.Count - 1]);
            writer.Line($"part.Gather(outputRows, gradients{last.Index}.{LayerRows.From("part.Streams", last.Backward.OutputOffset)}, OutputSize);");
            foreach (var layer in network.Layers.Reverse())
            {
                EmitLayer(layer);
            }

            writer.Line($"part.Scatter(gradients0.{LayerRows.From("part.Streams", first.Backward.InputOffset)}, inputRows, InputSize);");
            foreach (var (layer, copy) in StateCopies)
            {
                writer.Line($"part.ScatterStates({LayerRows.Columns($"gradients{layer.Index}", copy.RowOffset)}, {LayerRows.States(layer, copy)}, {copy.Length});");
            }
        }
    }

    private void EmitLayer(LayerPlan layer)
    {
        writer.Line($"{LayerEmitter.ClassOf(layer)}.Backward(");
        writer.Line($"    ref parameters, {LayerRows.MasksOf(layer)}{TransposedOf(layer)}, {LayerRows.InputOf(network, layer)}{LayerRows.StartOf(layer)},");
        writer.Line($"    ref gradients{layer.Index}[0, 0], {LayerRows.InputGradientOf(network, layer)}"
            + $"ref sums, part.Steps, part.Streams{(layer.Backward.InputGradient.Count > 0 ? ", inputGradients.Length > 0" : "")});");
    }

    private IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies => LayerRows.StateCopies(network, layer => layer.Backward.States);

    private static string TransposedOf(LayerPlan layer) => layer.Parameters.Offset == 0
        ? "ref MemoryMarshal.GetReference(transposed)"
        : $"ref MemoryMarshal.GetReference(transposed.Slice({layer.Parameters.Offset}))";
}
