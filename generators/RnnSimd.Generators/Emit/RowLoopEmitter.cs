using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints the methods of an elementwise loop over rows.</summary>
internal sealed class RowLoopEmitter(SourceWriter writer, LayerPlan layer, bool isDouble)
{
    private readonly EquationText _text = new(layer.Graph.Graph, layer.Graph.Cell.LeafName, layer.Names);
    private readonly string _element = LaneCode.ElementOf(isDouble);

    /// <summary>The call of the loop's method.</summary>
    public static string Call(ElementLoop loop, PlaceNames names, string rows) =>
        $"{loop.Name}({string.Join(", ", PlacesOf(loop).Select(place => "ref " + names[place]))}, {rows});";

    /// <summary>Prints the method that goes over the rows, and one for each kind of vector.</summary>
    public void Emit(ElementLoop loop)
    {
        var places = PlacesOf(loop);
        EmitEquations(loop);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Open($"private static void {loop.Name}({Parameters(places)}, int rows)"))
        {
            using (writer.Open("for (var r = 0; r < rows; r++)"))
            {
                BlockEmitter.Emit(writer, loop.LaneCount, isDouble, block => EmitBlock(loop, places, block));
                foreach (var place in places.Where(place => place != Place.Parameters))
                {
                    var name = PlaceNames.Sequence[place];
                    writer.Line($"{name} = ref Unsafe.Add(ref {name}, {StrideNames.Of(place)});");
                }
            }
        }

        foreach (var kind in LaneBlocks.Kinds(loop.LaneCount, isDouble))
        {
            var lanes = new LaneCode(kind, isDouble);
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Open($"private static void {loop.Name}{lanes.Suffix}({Parameters(places)}{(loop.LaneCount == 1 ? "" : ", nint j")})"))
            {
                new ElementEmitter(writer, layer, loop, lanes, PlaceNames.Sequence).Emit();
            }
        }
    }

    private void EmitEquations(ElementLoop loop)
    {
        writer.Line();
        foreach (var node in loop.Nodes.Where(node => _text.HasEquation(node) || loop.Stores.Any(store => store.Node == node)))
        {
            writer.Line($"// {layer.Names[node]} = {_text.Definition(node)}");
        }
    }

    private void EmitBlock(ElementLoop loop, IReadOnlyList<Place> places, LaneBlock block)
    {
        var arguments = string.Join(", ", places.Select(place => "ref " + PlaceNames.Sequence[place]));
        var method = loop.Name + new LaneCode(block.Kind, isDouble).Suffix;
        BlockEmitter.EmitLoop(writer, block, group: 1, j => loop.LaneCount == 1 ? $"{method}({arguments});" : $"{method}({arguments}, {j});");
    }

    private string Parameters(IReadOnlyList<Place> places) =>
        string.Join(", ", places.Select(place => $"ref {_element} {PlaceNames.Sequence[place]}"));

    private static IReadOnlyList<Place> PlacesOf(ElementLoop loop) => [.. loop.Sources.Select(source => source.Location.Place)
        .Concat(loop.Stores.Select(store => store.Location.Place)).Distinct().OrderBy(place => place)];
}
