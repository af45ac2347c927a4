using System.Globalization;
using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a row of sums of a single step: a method for each tile.</summary>
internal sealed class StepSumsEmitter(SourceWriter writer, StepSums sums, bool isDouble)
{
    private const string Sum = "sum";
    private static readonly PlaceNames References = PlaceNames.Step;

    private readonly string _element = LaneCode.ElementOf(isDouble);

    private List<Place> LanePlaces => [Place.Parameters, sums.Destination.Place, .. sums.Start is { } start ? [start.Place] : Array.Empty<Place>()];

    private IEnumerable<string> AllReferences => LanePlaces.Concat(sums.Terms.Select(term => term.Operand.Place))
        .Distinct().OrderBy(place => place).Select(place => References[place]);

    /// <summary>Prints the calls for all tiles.</summary>
    public void EmitCalls()
    {
        writer.Comment(sums.Equation);
        var arguments = string.Join(", ", AllReferences.Select(reference => "ref " + reference));
        WidthEmitter.Emit(writer, sums.Covers, cover => cover.Width, cover => cover.Runs, run =>
        {
            if (run.Repeat == 1)
            {
                EmitCall(run.Start.ToString(CultureInfo.InvariantCulture));
                return;
            }

            using (writer.Open($"for (nint j = {run.Start}; j < {run.End}; j += {run.Tile.Lanes})"))
            {
                EmitCall("j");
            }

            void EmitCall(string j) => writer.Line($"{MethodOf(run.Tile)}({arguments}, {j});");
        });
    }

    /// <summary>Prints the methods.</summary>
    public void EmitMethods()
    {
        var parameters = string.Join(", ", AllReferences.Select(reference => $"ref {_element} {reference}"));
        foreach (var tile in sums.Covers.SelectMany(cover => cover.Runs).Select(run => run.Tile).Distinct())
        {
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Open($"private static void {MethodOf(tile)}({parameters}, nint j)"))
            {
                EmitTile(tile);
            }
        }
    }

    private string MethodOf(SumTile tile) => $"{sums.Name}{new LaneCode(tile.Kind, isDouble).Suffix}For{tile.Lanes}";

    private void EmitTile(SumTile tile)
    {
        var lanes = new LaneCode(tile.Kind, isDouble);
        LanesEmitter.Emit(writer, _element, References, LanePlaces);
        new SumEmitter(writer, [new(Sum, sums.Start)], sums.Terms, lanes, tile, References, hasLanes: true).Emit();
        for (var vector = 0; vector < tile.Offsets.Count; vector++)
        {
            writer.Line(lanes.Store(
                SumEmitter.NameOf(Sum, vector, tile.Offsets.Count),
                LanesEmitter.NameOf(References[sums.Destination.Place]),
                sums.Destination.Offset + tile.Offsets[vector]));
        }
    }
}
