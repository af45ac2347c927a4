using RnnSimd.Generators.Plan;
using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints how a row is covered with vectors on the machine at hand; which branch runs is known when it is compiled.</summary>
internal static class BlockEmitter
{
    /// <summary>Prints the calls for all blocks of a row.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="isDouble">The precision.</param>
    /// <param name="emit">Prints the calls for one block.</param>
    public static void Emit(SourceWriter writer, int lanes, bool isDouble, Action<LaneBlock> emit) =>
        WidthEmitter.Emit(writer, LaneBlocks.Widths, width => width, width => LaneBlocks.Cover(lanes, width, isDouble), emit);

    /// <summary>Prints a call for each vector of a block, or for each group of vectors.</summary>
    public static void EmitLoop(SourceWriter writer, LaneBlock block, int group, Func<string, string> call)
    {
        var step = block.Kind.Count * group;
        if (block.Repeat == group)
        {
            writer.Line(call(block.Start.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return;
        }

        using (writer.Open($"for (nint j = {block.Start}; j < {block.End}; j += {step})"))
        {
            writer.Line(call("j"));
        }
    }
}
