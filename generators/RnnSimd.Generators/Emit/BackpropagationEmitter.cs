using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a network's Backward, and what it does for the streams of a shard.</summary>
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
        EmitShard();
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

    private void EmitShard()
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Line($"void IShardedNetwork<{_element}>.Backward(");
        writer.Line($"    Span<{_element}> transposed, Span<{_element}> rows, Span<{_element}> gradients, ReadOnlySpan<{_element}> outputGradients,");
        using (writer.Open($"    Span<{_element}> stateGradients, Span<{_element}> parameterGradients, Span<{_element}> inputGradients, Shard shard)"))
        {
            writer.Line("var (steps, batch, stream, streams) = shard;");
            LayerRows.Emit(writer, network, "row", "(steps + 1) * streams");
            LayerRows.Emit(writer, network, "gradient", "shard.GradientRows");
            writer.Line($"var outputRows = new RowSpan<{_element}>(outputGradients, OutputSize);");
            writer.Line($"var inputRows = new RowSpan<{_element}>(inputGradients, InputSize);");
            LayerRows.EmitStates(writer, network, "stateGradients");
            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
            writer.Line($"ref {_element} sums = ref MemoryMarshal.GetReference(parameterGradients);");
            using (writer.Open("for (int end = steps, start; end > 0; end = start)"))
            {
                writer.Line("start = Math.Max(0, end - shard.PartSteps);");
                EmitPart();
            }
        }
    }

    /// <summary>Some steps of the sequence. The rows of gradients are used again for the steps before.</summary>
    private void EmitPart()
    {
        var (first, last) = (network.Layers[0], network.Layers[network.Layers.Count - 1]);
        foreach (var (layer, copy) in StateCopies)
        {
            writer.Line($"{LayerRows.States(layer, copy)}.CopyTo(gradients{layer.Index}.{LayerRows.From("(end - start) * streams", copy.RowOffset)}, {copy.Length}, streams);");
        }

        using (writer.Open("for (var t = start; t < end; t++)"))
        {
            writer.Line("outputRows.From(t * batch + stream)"
                + $".CopyTo(gradients{last.Index}.{LayerRows.From("(t - start + 1) * streams", last.Backward.OutputOffset)}, OutputSize, streams);");
        }

        writer.Line();
        foreach (var layer in network.Layers.Reverse())
        {
            writer.Line($"{LayerEmitter.ClassOf(layer)}.Backward(");
            writer.Line($"    ref parameters, {TransposedOf(layer)}, {LayerRows.InputOf(network, layer)}{LayerRows.StartOf(layer)},");
            writer.Line($"    ref gradients{layer.Index}[0, 0], {LayerRows.InputGradientOf(network, layer)}"
                + $"ref sums, end - start, streams{(layer.Backward.InputGradient.Count > 0 ? ", inputGradients.Length > 0" : "")});");
        }

        writer.Line();
        using (writer.Open("for (var t = start; t < end && inputGradients.Length > 0; t++)"))
        {
            writer.Line($"gradients0.{LayerRows.From("(t - start + 1) * streams", first.Backward.InputOffset)}.CopyTo(inputRows.From(t * batch + stream), InputSize, streams);");
        }

        writer.Line();
        foreach (var (layer, copy) in StateCopies)
        {
            writer.Line($"gradients{layer.Index}.{LayerRows.From("0", copy.RowOffset)}.CopyTo({LayerRows.States(layer, copy)}, {copy.Length}, streams);");
        }
    }

    private IEnumerable<(LayerPlan Layer, StateCopy Copy)> StateCopies => LayerRows.StateCopies(network, layer => layer.Backward.States);

    private static string TransposedOf(LayerPlan layer) => layer.Parameters.Offset == 0
        ? "ref MemoryMarshal.GetReference(transposed)"
        : $"ref MemoryMarshal.GetReference(transposed.Slice({layer.Parameters.Offset}))";
}
