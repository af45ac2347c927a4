using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Plan;

/// <summary>
/// Values of one size that are computed together: first the products, then the elementwise ones, which all depend on each
/// other only lane by lane.
/// </summary>
internal sealed record Stage(int Level, int Size, SortedSet<int> Products, SortedSet<int> Elements)
{
    public bool Computes(int node) => Products.Contains(node) || Elements.Contains(node);
}

/// <summary>The stages of a piece of work, with the reductions that go before each level.</summary>
internal sealed record Schedule(IReadOnlyList<Stage> Stages, IReadOnlyDictionary<int, int> ReductionLevels)
{
    private readonly Dictionary<int, Stage> _stages = Stages
        .SelectMany(stage => stage.Products.Concat(stage.Elements), (stage, node) => (stage, node))
        .ToDictionary(pair => pair.node, pair => pair.stage);

    public Stage? StageOf(int node) => _stages.TryGetValue(node, out var stage) ? stage : null;

    public IEnumerable<int> ReductionsAt(int level) => ReductionLevels.Where(pair => pair.Value == level).Select(pair => pair.Key);
}

/// <summary>
/// Groups values into stages. A stage ends where a vector is needed as a whole, by a product or by a reduction, so a value's level is
/// the number of such ends before it. Within a level reductions come first, then scalars, then vectors.
/// </summary>
internal static class Scheduler
{
    /// <summary>Schedules nodes; what they use beyond themselves must be in memory already.</summary>
    public static Schedule Plan(Graph graph, IEnumerable<int> nodes)
    {
        var levels = new Dictionary<int, int>();
        var stages = new Dictionary<(int Level, int Size), Stage>();
        var reductions = new Dictionary<int, int>();
        foreach (var index in nodes.OrderBy(node => node))
        {
            var node = graph[index];
            var level = LevelOf(graph, node, levels);
            levels.Add(index, level);
            if (Operations.Of(node.Op).Kind == OpKind.Reduction)
            {
                reductions.Add(index, level);
                continue;
            }

            var stage = StageAt(stages, level, SizeOf(node));
            (node.Op.IsElementwise() ? stage.Elements : stage.Products).Add(index);
        }

        return new([.. stages.Values.OrderBy(stage => stage.Level).ThenBy(stage => stage.Size == 0 ? 0 : 1)], reductions);
    }

    /// <summary>The size of a value's stage; scalars have one of their own.</summary>
    public static int SizeOf(Node node) => node.Shape.IsScalar ? 0 : node.Shape.Rows;

    private static int LevelOf(Graph graph, Node node, Dictionary<int, int> levels)
    {
        var kind = Operations.Of(node.Op).Kind;
        var level = 0;
        for (var i = 0; i < node.Args.Count; i++)
        {
            var arg = node.Args[i];
            if (levels.TryGetValue(arg, out var own))
            {
                var isWholeVector = kind switch
                {
                    OpKind.Elementwise => false,
                    OpKind.Reduction => true,
                    _ => i == node.Args.Count - 1 || graph[arg].Op.IsElementwise(),
                };
                level = Math.Max(level, isWholeVector ? own + 1 : own);
            }
            else if (kind == OpKind.Product && i == 0 && node.Args.Count == 3 && graph[arg].Op != Op.Parameter
                     && Operations.Of(graph[arg].Op).Kind != OpKind.Product)
            {
                // The start of the sum is copied to its place first.
                level = Math.Max(level, 1);
            }
        }

        return level;
    }

    private static Stage StageAt(Dictionary<(int Level, int Size), Stage> stages, int level, int size)
    {
        if (!stages.TryGetValue((level, size), out var stage))
        {
            stage = new(level, size, [], []);
            stages.Add((level, size), stage);
        }

        return stage;
    }
}
