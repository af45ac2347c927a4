using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer: a class with the single step, and the forward and backward pass over sequences.</summary>
internal sealed class LayerEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly bool _isDouble = network.Model.IsDouble;
    private readonly string _element = LaneCode.ElementOf(network.Model.IsDouble);

    private LayerPlan SingleStep => layer with { Graph = layer.Step.Graph };

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
            new ForwardEmitter(writer, network, layer).Emit();
            new BackwardEmitter(writer, network, layer).Emit();
            foreach (var stage in layer.Step.Work.OfType<FusedStage>())
            {
                new FusedStageEmitter(writer, SingleStep, stage, _isDouble).EmitMethods();
            }

            foreach (var sums in layer.Step.Work.OfType<StepSums>())
            {
                new StepSumsEmitter(writer, sums, _isDouble).EmitMethods();
            }

            foreach (var loop in Loops())
            {
                new RowLoopEmitter(writer, layer, _isDouble).Emit(loop);
            }
        }
    }

    private IEnumerable<ElementLoop> Loops() => new[]
    {
        layer.Forward.Before, layer.Forward.Loop, layer.Forward.After,
        layer.Backward.Before, layer.Backward.Loop, layer.Backward.After, layer.Backward.InputGradient,
    }.SelectMany(work => work).OfType<ElementLoop>();

    private void EmitStep()
    {
        writer.Line();
        writer.Line("/// <summary>Advances one stream by one step.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public static void Step(ref {_element} parameters, ref {_element} input, ref {_element} state, ref {_element} row{(layer.Step.IsStreaming ? ", bool lastFirst" : "")})"))
        {
            var calls = new WorkEmitter(writer, _isDouble);
            foreach (var work in layer.Step.Work)
            {
                switch (work)
                {
                    case FusedStage stage:
                        new FusedStageEmitter(writer, SingleStep, stage, _isDouble).EmitCalls();
                        break;
                    case StepSums sums:
                        new StepSumsEmitter(writer, sums, _isDouble).EmitCalls();
                        break;
                    case ProductCall product:
                        calls.EmitRowProduct(product);
                        break;
                    case ReductionCall reduction:
                        calls.EmitReduction(reduction, PlaceNames.Step);
                        break;
                }
            }

            foreach (var copy in layer.Step.States)
            {
                writer.Line($"RowCopy.Copy(ref {LaneCode.At("row", copy.RowOffset)}, ref {LaneCode.At("state", copy.StateOffset)}, {copy.Length});");
            }
        }
    }

}
