namespace RnnSimd.Generators.Plan;

/// <summary>How the sums of products of a stage of a single step come to its elementwise equations.</summary>
internal enum SumStyle
{
    /// <summary>Lane block by lane block: the sums of all gates for the same lanes stay in registers, and the equations follow on them.</summary>
    Registers,

    /// <summary>
    /// Through memory, row of sums by row: the vectors of sums that stand side by side may cross from one sum into the next, so that
    /// there are fewer.
    /// </summary>
    Row,

    /// <summary>Through memory, because the weights are larger than the first-level cache, and what counts is that they stream.</summary>
    Stream,
}

/// <summary>Chooses, by the shape alone, how sums are computed.</summary>
internal static class SumStyles
{
    // Of a first-level cache of 48 KiB; on one of 32 KiB the weights of a step at this size do not fit either way.
    private const int LargestInFirstCache = 44 * 1024;

    public static SumStyle Choose(LayerDraft draft, Stage stage, bool isDouble)
    {
        var graph = draft.Layer.Graph;
        var bytes = stage.Products.Sum(product =>
            (draft.Products.IsToken(product) ? 1 : graph[SumsOfProducts.OperandOf(graph, product)].Shape.Rows) * (long)graph[product].Shape.Rows) * (isDouble ? sizeof(double) : sizeof(float));
        return bytes > LargestInFirstCache ? SumStyle.Stream
            : VectorsInRows() < VectorsInRegisters() ? SumStyle.Row : SumStyle.Registers;

        // Sums of the same vectors stand side by side.
        int VectorsInRows() => Sums()
            .GroupBy(sum => string.Join(",", sum.Select(product => SumsOfProducts.OperandOf(graph, product))))
            .Sum(row => Kind(row.Count() * stage.Size).VectorsFor(row.Count() * stage.Size));

        int VectorsInRegisters() => Sums().Count() * LaneBlocks.Cover(stage.Size, LaneBlocks.Widths[0], isDouble).Sum(block => block.Repeat);

        IEnumerable<List<int>> Sums() => draft.Sums.All
            .Select(sum => sum.Products.Where(stage.Products.Contains).ToList()).Where(products => products.Count > 0);

        LaneKind Kind(int columns) => LaneBlocks.WidestKind(columns, LaneBlocks.Widths[0], isDouble);
    }
}
