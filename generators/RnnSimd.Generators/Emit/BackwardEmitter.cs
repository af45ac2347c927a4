using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer's backpropagation through time.</summary>
internal sealed class BackwardEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly WorkEmitter _work = new(writer, network.Model.IsDouble);
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    public void Emit()
    {
        if (layer.Backward.Transposed.Count > 0)
        {
            EmitTranspose();
        }

        var plan = layer.Backward;
        writer.Line();
        writer.Line("/// <summary>Backpropagation through time, from the last step to the first, and the sums for the parameters' gradients.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Line("public static void Backward(");
        writer.Line($"    ref {_element} parameters, {LayerRows.MasksParameter(network, layer)}ref {_element} transposed, {InputParameter}ref {_element} previousRows,");
        using (writer.Open($"    ref {_element} previousGradients, {InputGradientParameter}ref {_element} parameterGradients, int steps, int batch{IsInputGradientWantedParameter})"))
        {
            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line("var gradientStep = (nint)batch * GradientRowSize;");
            writer.Line($"ref {_element} rows = ref Unsafe.Add(ref previousRows, step);");
            writer.Line($"ref {_element} gradients = ref Unsafe.Add(ref previousGradients, gradientStep);");
            _work.EmitSequences(plan.Before);
            if (plan.Loop.Count > 0)
            {
                using (writer.Open("for (var t = steps - 1; t >= 0; t--)"))
                {
                    StepReferences.Emit(writer, _element, plan.Loop);
                    _work.EmitStep(plan.Loop);
                }
            }

            _work.EmitSequences(plan.After);
            _work.EmitSequences(plan.Parameters);
            if (plan.InputGradient.Count > 0)
            {
                using (writer.Open("if (isInputGradientWanted)"))
                {
                    _work.EmitSequences(plan.InputGradient);
                }
            }
        }
    }

    private void EmitTranspose()
    {
        writer.Line();
        writer.Line("/// <summary>Makes the transposed copies that the backward pass reads.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public static void Transpose(ref {_element} parameters, ref {_element} transposed)"))
        {
            foreach (var copy in layer.Backward.Transposed)
            {
                var (method, stride) = copy.InPanels ? ("PackTransposed", "") : ("Transpose", $"{copy.Rows}, ");
                writer.Line($"MatrixProduct.{method}(ref {LaneCode.At("transposed", copy.Destination.Offset)}, {stride}"
                    + $"ref {LaneCode.At("parameters", copy.Offset)}, {copy.Stride}, {copy.Rows}, {copy.Columns});");
            }
        }
    }

    private string InputParameter => layer.Index == 0 ? "" : $"ref {_element} inputs, ";

    private string IsInputGradientWantedParameter => layer.Backward.InputGradient.Count > 0 ? ", bool isInputGradientWanted" : "";

    private string InputGradientParameter => layer.Index == 0 ? "" : $"ref {_element} inputGradients, ";
}
