using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a network's Backward, and what it does for the streams of a shard.</summary>
internal sealed class BackpropagationEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = network.Model.IsDouble ? "double" : "float";

    public void Emit()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"public void Backward(Tape<{_element}> tape, ReadOnlySpan<{_element}> outputGradients, Span<{_element}> stateGradients, "
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
            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
            foreach (var layer in network.Layers.Where(layer => layer.Backward.Transposed.Count > 0))
            {
                writer.Line($"{LayerEmitter.ClassOf(layer)}.Transpose(ref parameters, ref MemoryMarshal.GetReference(transposed.Slice({layer.Parameters.Offset})));");
            }
        }
    }

    private void EmitShard()
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"void IShardedNetwork<{_element}>.Backward(Span<{_element}> transposed, Span<{_element}> rows, Span<{_element}> gradients, "
            + $"ReadOnlySpan<{_element}> outputGradients, Span<{_element}> stateGradients, Span<{_element}> parameterGradients, Span<{_element}> inputGradients, Shard shard)"))
        {
            writer.Line("var (steps, batch, stream, streams) = shard;");
            LayerRows.Emit(writer, network, "rows", "RowSize", "(steps + 1) * streams");
            LayerRows.Emit(writer, network, "gradients", "GradientRowSize", "(Math.Min(steps, shard.PartSteps) + 1) * streams");
            writer.Line("stateGradients = stateGradients.Slice(stream * StateSize, streams * StateSize);");
            writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
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
        var last = network.Layers[network.Layers.Count - 1];
        foreach (var (layer, copy) in LayerRows.StateCopies(network, layer => layer.Backward.States))
        {
            var name = LayerEmitter.ClassOf(layer);
            writer.Line($"RowCopy.Copy<{_element}>(stateGradients.Slice({layer.StateOffset + copy.StateOffset}), StateSize, "
                + $"gradients{layer.Index}.Slice((end - start) * streams * {name}.GradientRowSize + {copy.RowOffset}), {name}.GradientRowSize, {copy.Length}, streams);");
        }

        using (writer.Open("for (var t = start; t < end; t++)"))
        {
            var name = LayerEmitter.ClassOf(last);
            writer.Line($"RowCopy.Copy(outputGradients.Slice((t * batch + stream) * OutputSize), OutputSize, "
                + $"gradients{last.Index}.Slice((t - start + 1) * streams * {name}.GradientRowSize + {last.Backward.OutputOffset}), {name}.GradientRowSize, OutputSize, streams);");
        }

        writer.Line();
        foreach (var layer in network.Layers.Reverse())
        {
            writer.Line($"{LayerEmitter.ClassOf(layer)}.Backward(ref parameters, ref MemoryMarshal.GetReference(transposed.Slice({layer.Parameters.Offset})), {LayerRows.InputOf(network, layer)}"
                + $"{LayerRows.StartOf(layer)}, ref MemoryMarshal.GetReference(gradients{layer.Index}), {LayerRows.InputGradientOf(network, layer)}"
                + $"ref MemoryMarshal.GetReference(parameterGradients), end - start, streams{(layer.Backward.InputGradient.Count > 0 ? ", inputGradients.Length > 0" : "")});");
        }

        writer.Line();
        using (writer.Open("for (var t = start; t < end && inputGradients.Length > 0; t++)"))
        {
            writer.Line($"RowCopy.Copy<{_element}>(gradients0.Slice((t - start + 1) * streams * Layer0.GradientRowSize + {network.Layers[0].Backward.InputOffset}), Layer0.GradientRowSize, "
                + "inputGradients.Slice((t * batch + stream) * InputSize), InputSize, InputSize, streams);");
        }

        writer.Line();
        foreach (var (layer, copy) in LayerRows.StateCopies(network, layer => layer.Backward.States))
        {
            writer.Line($"RowCopy.Copy<{_element}>(gradients{layer.Index}.Slice({copy.RowOffset}), {LayerEmitter.ClassOf(layer)}.GradientRowSize, "
                + $"stateGradients.Slice({layer.StateOffset + copy.StateOffset}), StateSize, {copy.Length}, streams);");
        }
    }
}
