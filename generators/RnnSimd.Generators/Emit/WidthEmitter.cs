using RnnSimd.Generators.Support;

namespace RnnSimd.Generators.Emit;

/// <summary>Prints a branch for each width of vectors; which one runs is known when the code is compiled for the machine at hand.</summary>
internal static class WidthEmitter
{
    /// <summary>Prints what each width does, the widest first.</summary>
    public static void Emit<TCover, TBlock>(
        SourceWriter writer, IEnumerable<TCover> covers, Func<TCover, int> widthOf, Func<TCover, IEnumerable<TBlock>> blocksOf, Action<TBlock> emit)
    {
        var widths = covers.Select(cover => (Width: widthOf(cover), Blocks: blocksOf(cover).ToList())).ToList();

        // A width at which nothing changes needs no branch.
        widths = [.. widths.Where((cover, i) => i == widths.Count - 1 || !cover.Blocks.SequenceEqual(widths[i + 1].Blocks))];
        if (widths.Count == 1)
        {
            widths[0].Blocks.ForEach(emit);
            return;
        }

        for (var i = 0; i < widths.Count; i++)
        {
            var condition = i == widths.Count - 1 ? "else" : $"{(i == 0 ? "" : "else ")}if (Vector{widths[i].Width}.IsHardwareAccelerated)";
            using (writer.Open(condition))
            {
                widths[i].Blocks.ForEach(emit);
            }
        }
    }
}
