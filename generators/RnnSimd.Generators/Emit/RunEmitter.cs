using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the methods of a network that run it: Step, Run and Forward.</summary>
internal sealed class RunEmitter(SourceWriter writer, NetworkPlan network)
{
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        EmitStep();
        EmitRun();
        if (!network.RunsByLayer)
        {
            EmitStream();
        }

        EmitForward();
        EmitPack();
        new PartEmitter(writer, network).Emit();
    }

    private void EmitStep()
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public void Step(ReadOnlySpan<{_element}> input, Span<{_element}> state, Span<{_element}> output)"))
        {
            writer.Line("""
                SequenceCheck.Length(input.Length, InputSize, nameof(input));
                SequenceCheck.Length(state.Length, StateSize, nameof(state));
                SequenceCheck.Length(output.Length, OutputSize, nameof(output));
                """);
            if (network.Model.TakesTokens)
            {
                writer.Line("SequenceCheck.Token(input[0], Vocabulary);");
            }

            EmitStart("input", "output");
            EmitLayers("x", "y");
            EmitEnd();
        }
    }

    private void EmitStream()
    {
        writer.Line();
        writer.Line("/// <summary>Runs one stream, step by step.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"private void RunStream(ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, int steps)"))
        {
            EmitStart("inputs", "outputs");
            using (writer.Open("for (nint t = 0; t < steps; t++)"))
            {
                EmitLayers("Unsafe.Add(ref x, t * InputSize)", "Unsafe.Add(ref y, t * OutputSize)");
            }

            writer.Line();
            EmitEnd();
        }
    }

    private void EmitStart(string inputs, string outputs)
    {
        writer.Line($$"""
            ref {{_element}} parameters = ref MemoryMarshal.GetReference(_memory.Parameters);
            ref {{_element}} x = ref MemoryMarshal.GetReference({{inputs}});
            ref {{_element}} memory = ref MemoryMarshal.GetReference(state);
            ref {{_element}} y = ref MemoryMarshal.GetReference({{outputs}});
            """);
        writer.Line(network.IsStepOnStack
            ? $"ref {_element} row = ref StackRow.Align(stackalloc {_element}[{network.StepRowSize} + {(network.Model.IsDouble ? 8 : 16)}]);"
            : $"var borrowed = _memory.Borrow();\nref {_element} row = ref MemoryMarshal.GetReference(borrowed.Span);");
    }

    private void EmitLayers(string input, string output)
    {
        var rowOffset = 0;
        foreach (var layer in network.Layers)
        {
            var state = LaneCode.At("memory", layer.StateOffset);
            var row = LaneCode.At("row", rowOffset);
            var turn = layer.Step.IsStreaming ? ", borrowed.Alternate()" : "";
            writer.Line($"{LayerEmitter.ClassOf(layer)}.Step(ref parameters, ref {input}, ref {state}, ref {row}{turn});");
            input = layer.Step.Output.Place == Place.Row
                ? LaneCode.At("row", rowOffset + layer.Step.Output.Offset)
                : LaneCode.At("memory", layer.StateOffset + layer.Step.Output.Offset);
            rowOffset += layer.Step.RowSize;
        }

        writer.Line($"RowCopy.Copy(ref {input}, ref {output}, OutputSize);");
    }

    private void EmitEnd()
    {
        if (!network.IsStepOnStack)
        {
            writer.Line("_memory.Return(borrowed);");
        }
    }

    private void EmitRun()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public void Run(ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, int batch = 1) =>");
        writer.Line("    Run(inputs, state, outputs, batch, lengths: default);");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"public void Run(ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, int batch, ReadOnlySpan<int> lengths)"))
        {
            writer.Line("""
                var steps = SequenceCheck.Steps(inputs.Length, state.Length, outputs.Length, batch, InputSize, StateSize, OutputSize);
                SequenceCheck.Lengths(lengths, batch, steps);
                """);
            if (network.Model.TakesTokens)
            {
                writer.Line("SequenceCheck.Tokens(inputs, Vocabulary, batch, lengths);");
            }

            if (!network.RunsByLayer)
            {
                using (writer.Open("if (batch == 1 && lengths.IsEmpty)"))
                {
                    writer.Line("""
                        RunStream(inputs, state, outputs, steps);
                        return;
                        """);
                }

                writer.Line();
            }

            writer.Line("_memory.Run(this, inputs, state, outputs, steps, batch, lengths);");
        }
    }

    private void EmitForward()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public void Forward(ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, int batch, Tape<{_element}> tape) =>");
        writer.Line("    Forward(inputs, state, outputs, batch, lengths: default, tape);");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Forward(");
        using (writer.Open(
            $"    ReadOnlySpan<{_element}> inputs, Span<{_element}> state, Span<{_element}> outputs, int batch, ReadOnlySpan<int> lengths, Tape<{_element}> tape)"))
        {
            writer.Line("""
                ArgumentNullException.ThrowIfNull(tape);
                tape.Record(this, inputs, state, outputs, batch, lengths);
                """);
        }
    }

    private void EmitPack()
    {
        writer.Line();
        using (writer.Open($"void IShardedNetwork<{_element}>.Pack(Span<{_element}> packed)"))
        {
            foreach (var layer in network.Layers.Where(layer => layer.Forward.Packed.Any()))
            {
                writer.Line($"{LayerEmitter.ClassOf(layer)}.Pack(ref MemoryMarshal.GetReference(Parameters), ref MemoryMarshal.GetReference(packed));");
            }
        }
    }
}
