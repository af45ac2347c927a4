namespace RnnSimd.Generators.Plan;

/// <summary>Makes one piece of work of several whose places are side by side.</summary>
internal static class Neighbours
{
    /// <summary>Joins each item to those before it, as long as that can be.</summary>
    /// <param name="items">The items, in the order of their places.</param>
    /// <param name="join">Both in one, or null if they do not fit together.</param>
    public static IEnumerable<T> Join<T>(IEnumerable<T> items, Func<T, T, T?> join)
        where T : class
    {
        T? open = null;
        foreach (var next in items)
        {
            var joined = open is null ? null : join(open, next);
            if (open is not null && joined is null)
            {
                yield return open;
            }

            open = joined ?? next;
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
