using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a network's Backward.</summary>
internal sealed class BackpropagationEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = network.Model.IsDouble ? "double" : "float";

    public void Emit()
    {
        var first = network.Layers[0];
        var last = network.Layers[network.Layers.Count - 1];
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"public void Backward(Tape<{_element}> tape, ReadOnlySpan<{_element}> outputGradients, Span<{_element}> stateGradients, "
            + $"Span<{_element}> parameterGradients, Span<{_element}> inputGradients)"))
        {
            writer.Line($$"""
                ArgumentNullException.ThrowIfNull(tape);
                var rows = tape.Replay(this);
                var (steps, batch) = (tape.Steps, tape.Batch);
                SequenceCheck.Gradients(
                    outputGradients.Length, stateGradients.Length, parameterGradients.Length, inputGradients.Length,
                    steps, batch, (InputSize, OutputSize, StateSize, ParameterCount));
                var gradients = tape.Scratch((steps + 1L) * batch * GradientRowSize + ParameterCount);
                var transposed = gradients.Slice((steps + 1) * batch * GradientRowSize);
                """);
            LayerRows.Emit(writer, network, "rows", "RowSize", "(steps + 1) * batch");
            LayerRows.Emit(writer, network, "gradients", "GradientRowSize", "(steps + 1) * batch");
            writer.Line();
            foreach (var (layer, copy) in LayerRows.StateCopies(network, layer => layer.Backward.States))
            {
                var name = LayerEmitter.ClassOf(layer);
                writer.Line($"RowCopy.Copy<{_element}>(stateGradients.Slice({layer.StateOffset + copy.StateOffset}), StateSize, "
                    + $"gradients{layer.Index}.Slice(steps * batch * {name}.GradientRowSize + {copy.RowOffset}), {name}.GradientRowSize, {copy.Length}, batch);");
            }

            using (writer.Open("if (steps > 0)"))
            {
                var lastName = LayerEmitter.ClassOf(last);
                writer.Line($"RowCopy.Copy(outputGradients, OutputSize, gradients{last.Index}.Slice(batch * {lastName}.GradientRowSize + {last.Backward.OutputOffset}), "
                    + $"{lastName}.GradientRowSize, OutputSize, steps * batch);");
                writer.Line($"ref {_element} parameters = ref MemoryMarshal.GetReference(Parameters);");
                foreach (var layer in network.Layers.Reverse())
                {
                    writer.Line($"{LayerEmitter.ClassOf(layer)}.Backward(ref parameters, ref MemoryMarshal.GetReference(transposed.Slice({layer.Parameters.Offset})), {LayerRows.InputOf(network, layer, "batch")}"
                        + $"ref MemoryMarshal.GetReference(rows{layer.Index}), ref MemoryMarshal.GetReference(gradients{layer.Index}), {LayerRows.InputGradientOf(network, layer)}"
                        + "ref MemoryMarshal.GetReference(parameterGradients), steps, batch);");
                }
            }

            using (writer.Open("if (inputGradients.Length > 0)"))
            {
                writer.Line($"RowCopy.Copy<{_element}>(gradients0.Slice(batch * Layer0.GradientRowSize + {first.Backward.InputOffset}), Layer0.GradientRowSize, "
                    + "inputGradients, InputSize, InputSize, steps * batch);");
            }

            writer.Line();
            foreach (var (layer, copy) in LayerRows.StateCopies(network, layer => layer.Backward.States))
            {
                writer.Line($"RowCopy.Copy<{_element}>(gradients{layer.Index}.Slice({copy.RowOffset}), {LayerEmitter.ClassOf(layer)}.GradientRowSize, "
                    + $"stateGradients.Slice({layer.StateOffset + copy.StateOffset}), StateSize, {copy.Length}, batch);");
            }
        }
    }
}
