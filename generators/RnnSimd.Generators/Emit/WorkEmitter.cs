using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the calls that do work: over many rows, or in a single step.</summary>
internal sealed class WorkEmitter(SourceWriter writer, bool isDouble)
{
    /// <summary>Prints work over the rows of time step t.</summary>
    public void EmitStep(IEnumerable<Work> work)
    {
        foreach (var item in work)
        {
            EmitWork(item, PlaceNames.Sequence, "batch");
        }
    }

    /// <summary>Prints work over the rows of all time steps.</summary>
    public void EmitSequences(IEnumerable<Work> work)
    {
        foreach (var item in work)
        {
            if (item is ElementLoop { ReadsMasks: true })
            {
                EmitForEachStep(item);
            }
            else
            {
                EmitWork(item, PlaceNames.Sequences, "steps * batch");
            }
        }
    }

    private void EmitForEachStep(Work work)
    {
        using (writer.Open("for (var t = 0; t < steps; t++)"))
        {
            StepReferences.Emit(writer, LaneCode.ElementOf(isDouble), [work]);
            EmitStep([work]);
        }

        writer.Line();
    }

    private void EmitWork(Work work, PlaceNames names, string rows)
    {
        switch (work)
        {
            case ElementLoop loop:
                writer.Line(RowLoopEmitter.Call(loop, names, rows));
                break;
            case ReductionCall reduction:
                EmitReductionOverRows(reduction, names, rows);
                break;
            case ProductCall call:
                EmitProduct(call, names, rows);
                break;
            case MatrixGradient gradient:
                writer.Comment(gradient.Equation);
                EmitCall(
                    $"{(gradient.IsToken ? "TokenProduct" : "MatrixProduct")}.AddTransposedMultiply",
                    $"ref {LaneCode.At("parameterGradients", gradient.Offset)}, {gradient.Stride}, "
                    + $"ref {names.At(gradient.Operand)}, {StrideNames.Of(gradient.Operand.Place)},",
                    $"ref {names.At(gradient.Gradient)}, {StrideNames.Of(gradient.Gradient.Place)}, {rows}, {gradient.Inner}, {gradient.Columns}");
                break;
            case VectorGradient gradient:
                writer.Comment(gradient.Equation);
                EmitCall(
                    "MatrixProduct.AddColumnSums",
                    $"ref {LaneCode.At("parameterGradients", gradient.Offset)},",
                    $"ref {names.At(gradient.Gradient)}, {StrideNames.Of(gradient.Gradient.Place)}, {rows}, {gradient.Columns}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(work), work, "Unknown work.");
        }
    }

    private void EmitProduct(ProductCall call, PlaceNames names, string rows)
    {
        if (call.FirstPart is { } first)
        {
            EmitTwoParts(first, call, names, rows);
            return;
        }

        var (method, bias) = StartOf(call, names);
        var (product, chains) = call.IsToken ? ("TokenProduct", "") : ("MatrixProduct", $", {call.Chains}");
        writer.Comment(call.Equation);
        EmitCall(
            $"{product}.{method}",
            $"ref {names.At(call.Destination)}, {StrideNames.Of(call.Destination.Place)}, "
            + $"ref {names.At(call.Operand)}, {StrideNames.Of(call.Operand.Place)},",
            $"{WeightsOf(call, names)}{bias}, {rows}, {call.Inner}, {call.Columns}{chains}");
    }

    private void EmitTwoParts(ProductCall first, ProductCall call, PlaceNames names, string rows)
    {
        using (writer.Open("if (isPacked)"))
        {
            var packed = PackedCopy.Of(call);
            writer.Comment(first.Equation);
            writer.Comment(call.Equation);
            EmitCall(
                "MatrixProduct.MultiplyBias",
                $"ref {names.At(call.Destination)}, {StrideNames.Of(call.Destination.Place)}, {PartOf(first)}, {PartOf(call)},",
                $"Weights.Panels(ref {LaneCode.At("packed", packed.Offset)}, {packed.Rows}), ref {names.At(first.Bias)}, "
                + $"{rows}, {call.Columns}, {call.Chains}");
        }

        using (writer.Open("else"))
        {
            EmitProduct(call with { PanelRows = 0, FirstPart = null }, names, rows);
        }

        string PartOf(ProductCall part) => $"ref {names.At(part.Operand)}, {StrideNames.Of(part.Operand.Place)}, {part.Inner}";
    }

    private static (string Method, string Bias) StartOf(ProductCall call, PlaceNames names) => call.Start switch
    {
        SumStart.Zero => ("Multiply", ""),
        SumStart.Bias => ("MultiplyBias", $", ref {names.At(call.Bias)}"),
        _ => ("AddMultiply", ""),
    };

    private static string WeightsOf(ProductCall call, PlaceNames names) =>
        call.IsToken ? $"ref {names.At(call.Weights)}, {call.WeightStride}"
        : call.PanelRows == 0 ? $"Weights.Rows(ref {names.At(call.Weights)}, {call.WeightStride})"
        : call.Weights.Place == Place.Transposed ? $"Weights.Panels(ref {names.At(call.Weights)}, {call.PanelRows})"
        : $"Weights.Of(ref parameters, ref packed, {call.Weights.Offset}, {call.PanelRows}, {call.Columns})";

    /// <summary>Prints a product in a single step.</summary>
    public void EmitRowProduct(ProductCall call)
    {
        var names = PlaceNames.Step;
        var (method, bias) = StartOf(call, names);
        var (product, operand, order) = call.IsToken ? ("TokenProduct", "", "") : ("RowProduct", "ref ", $", {call.Chains}, lastFirst");
        writer.Comment(call.Equation);
        EmitCall(
            $"{product}.{method}",
            $"ref {names.At(call.Destination)}, {operand}{names.At(call.Operand)},",
            $"ref {names.At(call.Weights)}, {call.WeightStride}{bias}, {call.Inner}, {call.Columns}{order}");
    }

    /// <summary>Prints a reduction in a single step.</summary>
    public void EmitReduction(ReductionCall call, PlaceNames names)
    {
        var second = call.Op == Op.Dot ? $"ref {names.At(call.Second)}, " : "";
        writer.Comment(call.Equation);
        writer.Line($"{names.At(call.Destination)} = Reduction.{MethodOf(call.Op)}(ref {names.At(call.First)}, {second}{call.Length});");
    }

    // The arguments on a line each for what is written and what is read.
    private void EmitCall(string method, string first, string second)
    {
        writer.Line(method + "(");
        writer.Line("    " + first);
        writer.Line("    " + second + ");");
    }

    private void EmitReductionOverRows(ReductionCall call, PlaceNames names, string rows)
    {
        string AtRow(Location location) => location.Place == Place.Parameters
            ? names.At(location)
            : $"Unsafe.Add(ref {names[location.Place]}, r * (nint){StrideNames.Of(location.Place)} + {location.Offset})";
        var second = call.Op == Op.Dot ? $"ref {AtRow(call.Second)}, " : "";
        writer.Comment(call.Equation);
        using (writer.Open($"for (var r = 0; r < {rows}; r++)"))
        {
            writer.Line($"{AtRow(call.Destination)} = Reduction.{MethodOf(call.Op)}(ref {AtRow(call.First)}, {second}{call.Length});");
        }
    }

    private static string MethodOf(Op op) => op == Op.Largest ? "Max" : op.ToString();
}
