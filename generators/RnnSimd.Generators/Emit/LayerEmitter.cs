using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer: a class with the single step, and the forward and backward pass over sequences.</summary>
internal sealed class LayerEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly bool _isDouble = network.Model.IsDouble;
    private readonly string _element = network.Model.IsDouble ? "double" : "float";

    private LayerPlan? Below => layer.Index == 0 ? null : network.Layers[layer.Index - 1];

    /// <summary>The layer's class.</summary>
    public static string ClassOf(LayerPlan layer) => $"Layer{layer.Index}";

    public void Emit()
    {
        var cell = layer.Graph.Cell.Name;
        writer.Line();
        writer.Line($"/// <summary>Layer {layer.Index}: {cell.Substring(cell.LastIndexOf('.') + 1)}, {layer.InputSize} → {layer.OutputSize}.</summary>");
        using (writer.Open($"private static class {ClassOf(layer)}"))
        {
            writer.Line($"public const int RowSize = {layer.Forward.Row.Size};");
            writer.Line($"public const int GradientRowSize = {layer.Backward.Row.Size};");
            if (Below is { } below)
            {
                writer.Line($"private const int InputStride = {ClassOf(below)}.RowSize;");
                writer.Line($"private const int InputGradientStride = {ClassOf(below)}.GradientRowSize;");
            }

            EmitStep();
            EmitForward();
            EmitBackward();
            foreach (var stage in layer.Step.Work.OfType<FusedStage>())
            {
                new FusedStageEmitter(writer, layer, stage, _isDouble).EmitMethods();
            }

            foreach (var loop in Loops())
            {
                new RowLoopEmitter(writer, layer, _isDouble).Emit(loop);
            }
        }
    }

    /// <summary>Whether the single step has weights that stream; it then takes a flag that alternates.</summary>
    public static bool IsStreaming(LayerPlan layer) => layer.Step.Work.Any(work => work is ProductCall);

    private IEnumerable<ElementLoop> Loops() => new[]
    {
        layer.Forward.Before, layer.Forward.Loop, layer.Forward.After,
        layer.Backward.Before, layer.Backward.Loop, layer.Backward.After,
    }.SelectMany(work => work).OfType<ElementLoop>();

    private void EmitStep()
    {
        writer.Line();
        writer.Line("/// <summary>Advances one stream by one step.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Open($"public static void Step(ref {_element} parameters, ref {_element} input, ref {_element} state, ref {_element} row{(IsStreaming(layer) ? ", bool lastFirst" : "")})"))
        {
            foreach (var work in layer.Step.Work)
            {
                if (work is ProductCall call)
                {
                    EmitRowProduct(call);
                }

                if (work is FusedStage stage)
                {
                    new FusedStageEmitter(writer, layer, stage, _isDouble).EmitCalls();
                }
                else if (work is ReductionCall reduction)
                {
                    EmitReduction(reduction, PlaceNames.Step);
                }
            }

            foreach (var copy in layer.Step.States)
            {
                writer.Line($"RowCopy.Copy(ref {LaneCode.At("row", copy.RowOffset)}, ref {LaneCode.At("state", copy.StateOffset)}, {copy.Length});");
            }
        }
    }

    private void EmitForward()
    {
        var plan = layer.Forward;
        writer.Line();
        writer.Line("/// <summary>Runs sequences forwards: a block of rows for each time step, after a block with the initial states.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Open($"public static void Forward(ref {_element} parameters, {InputParameter}ref {_element} rows, int steps, int batch)"))
        {
            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line($"ref {_element} previous = ref rows;");
            writer.Line($"ref {_element} row = ref Unsafe.Add(ref rows, step);");
            EmitAll(plan.Before, "steps * batch");
            if (plan.Loop.Count > 0)
            {
                using (writer.Open("for (var t = 0; t < steps; t++)"))
                {
                    EmitAll(plan.Loop, "batch");
                    writer.Line("previous = ref row;");
                    writer.Line("row = ref Unsafe.Add(ref row, step);");
                    EmitAdvance(plan.Loop, Place.Input, "batch");
                }
            }

            if (plan.After.Count > 0)
            {
                writer.Line("previous = ref rows;");
                writer.Line("row = ref Unsafe.Add(ref rows, step);");
                EmitRewind(plan.Loop, Place.Input, "steps * (nint)batch");
                EmitAll(plan.After, "steps * batch");
            }
        }
    }

    private void EmitBackward()
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
            EmitAll(plan.Before, "steps * batch");
            if (plan.Loop.Count > 0)
            {
                EmitLastRows();
                using (writer.Open("for (var t = steps; t > 0; t--)"))
                {
                    EmitAll(plan.Loop, "batch");
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

            EmitAll(plan.After, "steps * batch");
            EmitAll(plan.Parameters, "steps * batch");
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
        foreach (var place in BelowPlaces(layer.Backward.Loop))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (steps - 1) * (nint)batch * {StrideNames.Of(place)});");
        }
    }

    // After the loop the references stand one block before the first.
    private void EmitRewindBackward(IEnumerable<Work> loop)
    {
        foreach (var place in BelowPlaces(loop))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (nint)batch * {StrideNames.Of(place)});");
        }
    }

    private void EmitRetreat(IEnumerable<Work> loop, Place place)
    {
        if (BelowPlaces(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Subtract(ref {PlaceNames.Sequence[place]}, (nint)batch * {StrideNames.Of(place)});");
        }
    }

    private void EmitAdvance(IEnumerable<Work> loop, Place place, string rows)
    {
        if (BelowPlaces(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (nint){rows} * {StrideNames.Of(place)});");
        }
    }

    private void EmitRewind(IEnumerable<Work> loop, Place place, string rows)
    {
        if (BelowPlaces(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Subtract(ref {PlaceNames.Sequence[place]}, {rows} * {StrideNames.Of(place)});");
        }
    }

    private static IReadOnlyList<Place> BelowPlaces(IEnumerable<Work> work) =>
        [.. work.SelectMany(PlacesOf).Where(place => place is Place.Input or Place.InputGradient).Distinct().OrderBy(place => place)];

    private static IEnumerable<Place> PlacesOf(Work work) => work switch
    {
        ElementLoop loop => loop.Sources.Select(source => source.Location.Place).Concat(loop.Stores.Select(store => store.Location.Place)),
        ProductCall call => [call.Operand.Place, call.Destination.Place],
        ReductionCall call => [call.First.Place, call.Second.Place, call.Destination.Place],
        _ => [],
    };

    private string InputParameter => Below is null ? "" : $"ref {_element} input, ";

    private string InputGradientParameter => Below is null ? "" : $"ref {_element} inputGradient, ";

    private void EmitAll(IEnumerable<Work> work, string rows)
    {
        foreach (var item in work)
        {
            EmitWork(item, rows);
        }
    }

    private void EmitWork(Work work, string rows)
    {
        var names = PlaceNames.Sequence;
        switch (work)
        {
            case ElementLoop loop:
                writer.Line(RowLoopEmitter.Call(loop, rows));
                break;
            case ReductionCall reduction:
                EmitReductionOverRows(reduction, rows);
                break;
            case ProductCall call:
                EmitProduct(call, rows);
                break;
            case MatrixGradient gradient:
                writer.Line($"// {gradient.Equation}");
                writer.Line($"MatrixProduct.AddTransposedMultiply(ref {LaneCode.At("parameterGradients", gradient.Offset)}, {gradient.Stride}, "
                    + $"ref {names.At(gradient.Operand)}, {StrideNames.Of(gradient.Operand.Place)}, "
                    + $"ref {names.At(gradient.Gradient)}, {StrideNames.Of(gradient.Gradient.Place)}, {rows}, {gradient.Inner}, {gradient.Columns});");
                break;
            case VectorGradient gradient:
                writer.Line($"// {gradient.Equation}");
                writer.Line($"MatrixProduct.AddColumnSums(ref {LaneCode.At("parameterGradients", gradient.Offset)}, "
                    + $"ref {names.At(gradient.Gradient)}, {StrideNames.Of(gradient.Gradient.Place)}, {rows}, {gradient.Columns});");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(work), work, "Unknown work.");
        }
    }

    private void EmitProduct(ProductCall call, string rows)
    {
        var names = PlaceNames.Sequence;
        var (method, bias) = call.Start switch
        {
            SumStart.Zero => ("Multiply", ""),
            SumStart.Bias => ("MultiplyBias", $", ref {names.At(call.Bias)}"),
            _ => ("AddMultiply", ""),
        };
        writer.Line($"// {call.Equation}");
        writer.Line($"MatrixProduct.{method}(ref {names.At(call.Destination)}, {StrideNames.Of(call.Destination.Place)}, "
            + $"ref {names.At(call.Operand)}, {StrideNames.Of(call.Operand.Place)}, "
            + $"ref {names.At(call.Weights)}, {call.WeightStride}{bias}, {rows}, {call.Inner}, {call.Columns}, {call.Chains});");
    }

    private void EmitRowProduct(ProductCall call)
    {
        var names = PlaceNames.Step;
        var (method, bias) = call.Start switch
        {
            SumStart.Zero => ("Multiply", ""),
            SumStart.Bias => ("MultiplyBias", $", ref {names.At(call.Bias)}"),
            _ => ("AddMultiply", ""),
        };
        writer.Line($"// {call.Equation}");
        writer.Line($"RowProduct.{method}(ref {names.At(call.Destination)}, ref {names.At(call.Operand)}, "
            + $"ref {names.At(call.Weights)}, {call.WeightStride}{bias}, {call.Inner}, {call.Columns}, {call.Chains}, lastFirst);");
    }

    private void EmitReduction(ReductionCall call, PlaceNames names)
    {
        var second = call.Op == Op.Dot ? $"ref {names.At(call.Second)}, " : "";
        writer.Line($"// {call.Equation}");
        writer.Line($"{names.At(call.Destination)} = Reduction.{MethodOf(call.Op)}(ref {names.At(call.First)}, {second}{call.Length});");
    }

    private void EmitReductionOverRows(ReductionCall call, string rows)
    {
        var names = PlaceNames.Sequence;
        string AtRow(Location location) => location.Place == Place.Parameters
            ? names.At(location)
            : $"Unsafe.Add(ref {names[location.Place]}, r * (nint){StrideNames.Of(location.Place)} + {location.Offset})";
        var second = call.Op == Op.Dot ? $"ref {AtRow(call.Second)}, " : "";
        writer.Line($"// {call.Equation}");
        using (writer.Open($"for (var r = 0; r < {rows}; r++)"))
        {
            writer.Line($"{AtRow(call.Destination)} = Reduction.{MethodOf(call.Op)}(ref {AtRow(call.First)}, {second}{call.Length});");
        }
    }

    private static string MethodOf(Op op) => op == Op.Largest ? "Max" : op.ToString();
}
