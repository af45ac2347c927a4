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
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Open($"public static void Forward(ref {_element} parameters, {InputParameter}ref {_element} rows, int steps, int batch)"))
        {
            writer.Line("var step = (nint)batch * RowSize;");
            writer.Line($"ref {_element} previous = ref rows;");
            writer.Line($"ref {_element} row = ref Unsafe.Add(ref rows, step);");
            _work.EmitAll(plan.Before, "steps * batch");
            if (plan.Loop.Count > 0)
            {
                using (writer.Open("for (var t = 0; t < steps; t++)"))
                {
                    _work.EmitAll(plan.Loop, "batch");
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
                _work.EmitAll(plan.After, "steps * batch");
            }
        }
    }

    private void EmitAdvance(IEnumerable<Work> loop, Place place, string rows)
    {
        if (LayerPlaces.Below(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Add(ref {PlaceNames.Sequence[place]}, (nint){rows} * {StrideNames.Of(place)});");
        }
    }

    private void EmitRewind(IEnumerable<Work> loop, Place place, string rows)
    {
        if (LayerPlaces.Below(loop).Contains(place))
        {
            writer.Line($"{PlaceNames.Sequence[place]} = ref Unsafe.Subtract(ref {PlaceNames.Sequence[place]}, {rows} * {StrideNames.Of(place)});");
        }
    }

    private string InputParameter => layer.Index == 0 ? "" : $"ref {_element} input, ";
}
