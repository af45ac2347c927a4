using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a stage of a single step: sums of products in registers, and the elementwise equations on them.</summary>
internal sealed class FusedStageEmitter(SourceWriter writer, LayerPlan layer, FusedStage stage, bool isDouble)
{
    private static readonly PlaceNames References = PlaceNames.Step;

    private readonly ElementLoop _loop = stage.Loop;
    private readonly EquationText _text = new(layer.Graph.Graph, layer.Graph.Cell.LeafName, layer.Names);
    private readonly string _element = LaneCode.ElementOf(isDouble);
    private readonly List<Place> _elementPlaces = [.. stage.Loop.Sources.Select(source => source.Location.Place)
        .Concat(stage.Loop.Stores.Select(store => store.Location.Place)).Distinct().OrderBy(place => place)];

    private bool HasSums => stage.Accumulators.Count > 0;

    private List<Place> AllPlaces => [.. _elementPlaces
        .Concat(stage.Terms.Select(term => term.Operand.Place))
        .Concat(stage.Terms.Count > 0 ? [Place.Parameters] : [])
        .Concat(stage.Accumulators.Where(sum => sum.Start is not null).Select(sum => sum.Start!.Value.Place))
        .Distinct().OrderBy(place => place)];

    /// <summary>Prints the calls that do the stage's work.</summary>
    public void EmitCalls()
    {
        writer.Line();
        foreach (var node in stage.Accumulators.Select(sum => sum.Node).Concat(_loop.Nodes).Where(node => _text.HasEquation(node) || _loop.Stores.Any(store => store.Node == node)))
        {
            writer.Line($"// {layer.Names[node]} = {_text.Definition(node)}");
        }

        var arguments = string.Join(", ", AllPlaces.Select(place => "ref " + References[place]));
        BlockEmitter.Emit(writer, _loop.LaneCount, isDouble, block =>
        {
            var blocks = stage.TileOf(block).Blocks;
            var method = MethodName(block.Kind, blocks);
            BlockEmitter.EmitLoop(writer, block, blocks, j => _loop.LaneCount == 1 ? $"{method}({arguments});" : $"{method}({arguments}, {j});");
        });
    }

    /// <summary>Prints the methods for each kind of vector.</summary>
    public void EmitMethods()
    {
        foreach (var kind in LaneBlocks.Kinds(_loop.LaneCount, isDouble))
        {
            var lanes = new LaneCode(kind, isDouble);
            if (HasSums)
            {
                foreach (var tile in stage.Tiles.Where(tile => tile.Kind == kind).GroupBy(tile => tile.Blocks).Select(group => group.First()))
                {
                    EmitSums(lanes, tile);
                }
            }

            EmitElements(lanes);
        }
    }

    private string MethodName(LaneKind kind, int blocks)
    {
        var lanes = new LaneCode(kind, isDouble);
        return !HasSums || blocks == 1 ? _loop.Name + lanes.Suffix : $"{_loop.Name}{lanes.Suffix}By{blocks}";
    }

    private void EmitSums(LaneCode lanes, StepTile tile)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        var hasLanes = _loop.LaneCount > 1;
        using (writer.Open($"private static void {MethodName(lanes.Kind, tile.Blocks)}({Parameters(AllPlaces)}{LaneParameter})"))
        {
            if (hasLanes)
            {
                LanesEmitter.Emit(
                    writer, lanes.Element, References,
                    stage.Accumulators.Where(sum => sum.Start is not null).Select(sum => sum.Start!.Value.Place)
                        .Concat(stage.Terms.Count > 0 ? [Place.Parameters] : []));
            }

            var variables = stage.Accumulators.Select(sum => new SumVariable(layer.Names[sum.Node], sum.Start)).ToList();
            new SumEmitter(writer, variables, stage.Terms, lanes, tile.Sums, References, hasLanes).Emit();
            for (var block = 0; block < tile.Blocks; block++)
            {
                var sums = stage.Accumulators.Select(sum => SumEmitter.NameOf(layer.Names[sum.Node], block, tile.Blocks));
                var arguments = sums.Concat(_elementPlaces.Select(place => "ref " + References[place])).ToList();
                if (hasLanes)
                {
                    arguments.Add(block == 0 ? "j" : $"j + {block * lanes.Kind.Count}");
                }

                writer.Line($"{ElementMethod(lanes)}({string.Join(", ", arguments)});");
            }
        }
    }

    private string ElementMethod(LaneCode lanes) => _loop.Name + (HasSums ? "Elements" : "") + lanes.Suffix;

    private void EmitElements(LaneCode lanes)
    {
        var parameters = stage.Accumulators.Select(sum => $"{lanes.Type} {layer.Names[sum.Node]}").ToList();
        parameters.AddRange(_elementPlaces.Select(place => $"ref {_element} {References[place]}"));
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Open($"private static void {ElementMethod(lanes)}({string.Join(", ", parameters)}{LaneParameter})"))
        {
            new ElementEmitter(writer, layer, _loop, lanes, References).Emit();
        }
    }

    private string LaneParameter => _loop.LaneCount == 1 ? "" : ", nint j";

    private string Parameters(IReadOnlyList<Place> places) =>
        string.Join(", ", places.Select(place => $"ref {_element} {References[place]}"));
}
