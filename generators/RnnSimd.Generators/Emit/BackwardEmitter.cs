using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer's backpropagation through time.</summary>
internal sealed class BackwardEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly WorkEmitter _work = new(writer);
    private readonly string _element = network.Model.IsDouble ? "double" : "float";

    public void Emit()
    {
        var plan = layer.Backward;
        writer.Line();
        writer.Line("/// <summary>Backpropagation through time, from the last step to the first, and the sums for the parameters' gradients.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Open(
            $"public static void Backward(ref {_element} parameters, ref {_element} transposed, {InputParameter}ref {_element} rows, ref {_element} gradients, "
            + $"{InputGradientParameter}ref {_element} parameterGradients, int steps, int batch)"))
        {
            foreach (var copy in plan.Transposed)
            {
                writer.Line($"MatrixProduct.Transpose(ref {LaneCode.At("transposed", copy.Destination.Offset)}, {copy.Rows}, "
                    + $"ref {LaneCode.At("parameters", copy.Offset)}, {copy.Stride}, {copy.Rows}, {copy.Columns});");
            }

            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line("var gradientStep = (nint)batch * GradientRowSize;");
            EmitFirstRows("ref ");
            _work.EmitAll(plan.Before, "steps * batch");
            if (plan.Loop.Count > 0)
            {
                EmitLastRows();
                using (writer.Open("for (var t = steps; t > 0; t--)"))
                {
                    _work.EmitAll(plan.Loop, "batch");
                    writer.Line("row = ref previous;");
                    writer.Line("previous = ref Unsafe.Subtract(ref previous, step);");
                    writer.Line("gradient = ref previousGradient;");
                    writer.Line("previousGradient = ref Unsafe.Subtract(ref previousGradient, gradientStep);");
                    EmitRetreat(plan.Loop, Place.Input);
                    EmitRetreat(plan.Loop, Place.InputGradient);
                }

                writer.Line();
                EmitFirstRows("");
                EmitRewindBackward(plan.Loop);
            }

            _work.EmitAll(plan.After, "steps * batch");
            _work.EmitAll(plan.Parameters, "steps * batch");
        }
    }

    private void EmitFirstRows(string declaration)
    {
        string Declare(string name) => declaration.Length == 0 ? name : $"ref {_element} {name}";
        writer.Line($"{Declare("previous")} = ref rows;");
        writer.Line($"{Declare("row")} = ref Unsafe.Add(ref rows, step);");
        writer.Line($"{Declare("previousGradient")} = ref gradients;");
        writer.Line($"{Declare("gradient")} = ref Unsafe.Add(ref gradients, gradientStep);");
    }

    private void EmitLastRows()
    {
        writer.Line("previous = ref Unsafe.Add(ref previous, (steps - 1) * step);");
        writer.Line("row = ref Unsafe.Add(ref row, (steps - 1) * step);");
        writer.Line("previousGradient = ref Unsafe.Add(ref previousGradient, (steps - 1) * gradientStep);");
        writer.Line("gradient = ref Unsafe.Add(ref gradient, (steps - 1) * gradientStep);");
        foreach (var place in LayerPlaces.Below(layer.Backward.Loop))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (steps - 1) * (nint)batch * {StrideNames.Of(place)});");
        }
    }

    // After the loop the references stand one block before the first.
    private void EmitRewindBackward(IEnumerable<Work> loop)
    {
        foreach (var place in LayerPlaces.Below(loop))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (nint)batch * {StrideNames.Of(place)});");
        }
    }

    private void EmitRetreat(IEnumerable<Work> loop, Place place)
    {
        if (LayerPlaces.Below(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Subtract(ref {PlaceNames.Sequence[place]}, (nint)batch * {StrideNames.Of(place)});");
        }
    }

    private string InputParameter => layer.Index == 0 ? "" : $"ref {_element} input, ";

    private string InputGradientParameter => layer.Index == 0 ? "" : $"ref {_element} inputGradient, ";
}
