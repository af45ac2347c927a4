using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a layer's pass over sequences.</summary>
internal sealed class ForwardEmitter(SourceWriter writer, NetworkPlan network, LayerPlan layer)
{
    private readonly WorkEmitter _work = new(writer);
    private readonly string _element = network.Model.IsDouble ? "double" : "float";

    public void Emit()
    {
        var plan = layer.Forward;
        writer.Line();
        writer.Line("/// <summary>Runs sequences forwards: a block of rows for each time step, after a block with the initial states.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"public static void Forward(ref {_element} parameters, {InputParameter}ref {_element} previousRows, int steps, int batch)"))
        {
            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line($"ref {_element} rows = ref Unsafe.Add(ref previousRows, step);");
            _work.EmitSequences(plan.Before);
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

    private string InputParameter => layer.Index == 0 ? "" : $"ref {_element} inputs, ";
}
