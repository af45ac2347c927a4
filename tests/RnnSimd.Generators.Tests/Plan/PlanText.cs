using System.Text;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>Prints a plan: where parameters and values stand, and what is done in which order.</summary>
internal sealed class PlanText
{
    private readonly StringBuilder _text = new();
    private readonly LayerPlan _layer;

    private PlanText(LayerPlan layer) => _layer = layer;

    /// <summary>The text of a plan.</summary>
    public static string Of(NetworkPlan plan) =>
        $"{(plan.Model.TakesTokens ? $"a token of {plan.Model.Vocabulary}" : plan.Model.InputSize)} -> {plan.OutputSize}, {(plan.Model.IsDouble ? "double" : "single")} precision; "
        + $"parameters {plan.ParameterCount}, state {plan.StateSize}, step on {(plan.IsStepOnStack ? "the stack" : "borrowed memory")}\n"
        + string.Concat(plan.Layers.Select(layer => new PlanText(layer).Print()));

    private string Print()
    {
        var cell = _layer.Graph.Cell;
        Line(0, $"layer {_layer.Index}: {cell.Name}, {_layer.InputSize} -> {_layer.OutputSize}, state from {_layer.StateOffset}");
        Line(1, "parameters");
        foreach (var (parameter, i) in cell.Parameters.Select((parameter, i) => (parameter, i)).OrderBy(p => _layer.Parameters.Places[p.i].Offset))
        {
            var (place, start) = (_layer.Parameters.Places[i], _layer.Initializations[i]);
            Line(2, $"{parameter.Name} {parameter.Shape} at {place.Offset}{(parameter.Shape.Rank == 2 ? $", rows of {place.Stride}" : "")}: {start.Initializer} {start.Argument}");
        }

        Line(1, $"step: row of {_layer.Step.RowSize}, output at {_layer.Step.Output}{Copies(_layer.Step.States)}");
        Print(_layer.Step.Work);
        Line(1, $"forward: {Row(_layer.Forward.Row)}; output at {_layer.Forward.OutputOffset}{Copies(_layer.Forward.States)}");
        foreach (var (slot, lower, upper) in _layer.Forward.Gates)
        {
            Line(2, $"{slot.Name} [{slot.Length}] at {slot.Offset} is between {lower} and {upper}");
        }

        Print("before", _layer.Forward.Before);
        Print("loop", _layer.Forward.Loop);
        Print("after", _layer.Forward.After);
        Line(1, $"backward: {Row(_layer.Backward.Row)}; output at {_layer.Backward.OutputOffset}{Copies(_layer.Backward.States)}");
        foreach (var copy in _layer.Backward.Transposed)
        {
            Line(2, $"transpose [{copy.Rows}, {copy.Columns}] at {copy.Offset}{(copy.InPanels ? " in panels" : "")}");
        }

        Print("before", _layer.Backward.Before);
        Print("loop", _layer.Backward.Loop);
        Print("after", _layer.Backward.After);
        Print("sums", _layer.Backward.Parameters);
        Print("gradient of the network's input", _layer.Backward.InputGradient);
        return _text.ToString();
    }

    private void Print(string phase, EquatableArray<Work> work)
    {
        if (work.Count > 0)
        {
            Line(2, phase);
            Print(work);
        }
    }

    private void Print(IEnumerable<Work> work)
    {
        foreach (var item in work)
        {
            Print(item);
        }
    }

    private void Print(Work work)
    {
        switch (work)
        {
            case ProductCall call:
                Line(3, $"product {OnOneLine(call.Equation)}");
                Line(4, $"{call.Destination} [{call.Columns}] = {Start(call)}[{call.Inner}, {call.Columns}] at {call.Weights}, rows of {call.WeightStride}{(call.PanelRows > 0 ? $" or panels of {call.PanelRows} rows" : "")}, by {Operand(call.Operand, call.IsToken)}; chains {call.Chains}");
                if (call.FirstPart is { } first)
                {
                    Line(4, $"in panels together with {first.Operand}, from {first.Weights} on");
                }

                break;
            case ReductionCall call:
                Line(3, $"reduction {OnOneLine(call.Equation)}");
                Line(4, $"{call.Destination} = {call.Op} of [{call.Length}] at {call.First}, {call.Second}");
                break;
            case ElementLoop loop:
                Line(3, $"elements {loop.Name} [{loop.Size}]");
                Print(loop);
                break;
            case FusedStage stage:
                Print(stage);
                break;
            case StepSums sums:
                Print(sums);
                break;
            case MatrixGradient sum:
                Line(3, $"sum {OnOneLine(sum.Equation)}");
                Line(4, $"[{sum.Inner}, {sum.Columns}] at {sum.Offset}, rows of {sum.Stride}, from {sum.Gradient} and {Operand(sum.Operand, sum.IsToken)}");
                break;
            case VectorGradient sum:
                Line(3, $"sum {OnOneLine(sum.Equation)}");
                Line(4, $"[{sum.Columns}] at {sum.Offset} from {sum.Gradient}");
                break;
            default:
                throw new ArgumentException($"No text for {work.GetType().Name}.", nameof(work));
        }
    }

    private void Print(StepSums sums)
    {
        Line(3, $"sums {OnOneLine(sums.Equation)}");
        Line(4, $"{sums.Destination} [{sums.Columns}] = {(sums.Start is { } start ? $"{start}" : "zero")} +");
        foreach (var term in sums.Terms)
        {
            Line(5, $"{term.Equation}: [{term.Inner}, {sums.Columns}] at {term.Factors[0].Offset}, rows of {term.Stride}, by {Operand(term.Operand, term.IsToken)}; chains {term.Chains}");
        }

        foreach (var cover in sums.Covers)
        {
            var runs = cover.Runs.Select(run => $"{run.Repeat} from {run.Start} of {run.Tile.Kind.Count} lanes each at {string.Join(" ", run.Tile.Offsets)}");
            Line(4, $"tiles in {cover.Width} bits: {string.Join("; ", runs)}");
        }
    }

    private void Print(FusedStage stage)
    {
        Line(3, $"stage {stage.Loop.Name} [{stage.Loop.Size}]");
        foreach (var sum in stage.Accumulators)
        {
            Line(4, $"sum {_layer.Names[sum.Node]} starts {(sum.Start is { } start ? $"at {start}" : "at zero")}");
        }

        foreach (var term in stage.Terms)
        {
            var factors = string.Join(", ", term.Factors.Select(factor => $"{_layer.Names[stage.Accumulators[factor.Accumulator].Node]} by {factor.Offset}"));
            Line(4, $"term {term.Equation}: [{term.Inner}] at {Operand(term.Operand, term.IsToken)}, rows of {term.Stride}, chains {term.Chains}: {factors}");
        }

        foreach (var tile in stage.Tiles)
        {
            Line(4, $"tile {tile.Repeat} of {tile.Kind.Count} lanes in {tile.Kind.Bits} bits, {tile.Blocks} at once, unrolled {tile.Sums.Unroll}");
        }

        Print(stage.Loop);
    }

    private void Print(ElementLoop loop)
    {
        foreach (var source in loop.Sources)
        {
            Line(4, $"load {_layer.Names[source.Node]} from {source.Location}");
        }

        foreach (var node in loop.Nodes)
        {
            var value = _layer.Graph.Graph[node];
            Line(4, $"{_layer.Names[node]} = {value.Op} {string.Join(", ", value.Args.Select(NameOf))}");
        }

        foreach (var store in loop.Stores)
        {
            Line(4, $"store {NameOf(store.Node)} at {store.Location}");
        }
    }

    private string NameOf(int node) => _layer.Graph.Graph[node] is { Op: Op.Constant, Value: var value } ? $"{value}" : _layer.Names[node];

    private static string OnOneLine(string equations) => equations.Replace("\n", "; ", StringComparison.Ordinal);

    private static string Start(ProductCall call) => call.Start switch
    {
        SumStart.Zero => "",
        SumStart.Bias => $"{call.Bias} + ",
        _ => "itself + ",
    };

    private static string Operand(Location location, bool isToken) => isToken ? $"token {location}" : $"{location}";

    private static string Row(RowLayout row) => $"row of {row.Size}: {string.Join(" | ", row.Slots.Select(slot => $"{slot.Name} [{slot.Length}] at {slot.Offset}"))}";

    private static string Copies(IEnumerable<StateCopy> copies) =>
        string.Concat(copies.Select(copy => $"; state {copy.StateOffset} [{copy.Length}] at {copy.RowOffset}"));

    private void Line(int indent, string text) => _text.Append(' ', 2 * indent).Append(text).Append('\n');
}
