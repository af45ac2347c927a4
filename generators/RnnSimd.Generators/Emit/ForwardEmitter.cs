using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer's pass over sequences.</summary>
internal sealed class ForwardEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly WorkEmitter _work = new(writer, network.Model.IsDouble);
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        var plan = layer.Forward;
        if (plan.Packed.Any())
        {
            EmitPack();
        }

        writer.Line();
        writer.Line("/// <summary>Runs sequences forwards: a block of rows for each time step, after a block with the initial states.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public static void Forward(ref {_element} parameters, {LayerRows.MasksParameter(network, layer)}{PackedParameter}{InputParameter}ref {_element} previousRows, int steps, int batch)"))
        {
            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line($"ref {_element} rows = ref Unsafe.Add(ref previousRows, step);");
            EmitBefore();
            if (plan.Loop.Count > 0)
            {
                using (writer.Open("for (var t = 0; t < steps; t++)"))
                {
                    StepReferences.Emit(writer, _element, plan.Loop);
                    _work.EmitStep(plan.Loop);
                }
            }

            _work.EmitSequences(plan.After);
        }
    }

    private void EmitBefore()
    {
        var firstParts = layer.Forward.FirstParts.ToList();
        if (firstParts.Count > 0)
        {
            writer.Line("var isPacked = !Unsafe.IsNullRef(ref packed);");
        }

        foreach (var work in layer.Forward.Before)
        {
            if (firstParts.Contains(work))
            {
                using (writer.Open("if (!isPacked)"))
                {
                    _work.EmitSequences([work]);
                }

                writer.Line();
            }
            else
            {
                _work.EmitSequences([work]);
            }
        }
    }

    private void EmitPack()
    {
        writer.Line();
        writer.Line("/// <summary>Copies the weights that sequences are multiplied with into panels.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public static void Pack(ref {_element} parameters, ref {_element} packed)"))
        {
            foreach (var copy in layer.Forward.Packed)
            {
                writer.Line($"MatrixProduct.Pack(ref {LaneCode.At("packed", copy.Offset)}, ref {LaneCode.At("parameters", copy.Offset)}, "
                    + $"{copy.Columns}, {copy.Rows}, {copy.Columns});");
            }
        }
    }

    private string PackedParameter => layer.Forward.Packed.Any() ? $"ref {_element} packed, " : "";

    private string InputParameter => layer.Index == 0 ? "" : $"ref {_element} inputs, ";
}
