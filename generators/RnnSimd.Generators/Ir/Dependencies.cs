namespace RnnSimd.Generators.Ir;

/// <summary>Questions about what depends on what.</summary>
internal static class Dependencies
{
    /// <summary>For each node, whether it is or depends on one that <paramref name="isSource"/> picks.</summary>
    public static bool[] DependsOn(Graph graph, Func<Node, bool> isSource)
    {
        var depends = new bool[graph.Count];
        for (var i = 0; i < depends.Length; i++)
        {
            depends[i] = isSource(graph[i]) || graph[i].Args.Any(arg => depends[arg]);
        }

        return depends;
    }

    /// <summary>For each node, whether it is one of the roots or something that they depend on.</summary>
    public static bool[] Feeds(Graph graph, IEnumerable<int> roots) => Feeds(graph, roots, _ => false);

    /// <summary>As above, but what lies behind a node that <paramref name="isKnown"/> picks does not count.</summary>
    public static bool[] Feeds(Graph graph, IEnumerable<int> roots, Func<int, bool> isKnown)
    {
        var feeds = new bool[graph.Count];
        foreach (var root in roots)
        {
            feeds[root] = true;
        }

        for (var i = feeds.Length - 1; i >= 0; i--)
        {
            if (feeds[i] && !isKnown(i))
            {
                foreach (var arg in graph[i].Args)
                {
                    feeds[arg] = true;
                }
            }
        }

        return feeds;
    }
}
