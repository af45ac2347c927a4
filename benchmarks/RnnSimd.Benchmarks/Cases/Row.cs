namespace RnnSimd.Benchmarks.Cases;

/// <summary>One line of every table: something to time, and what it is held against.</summary>
/// <param name="Name">What runs, with its shape.</param>
/// <param name="Demand">What a call cannot do without.</param>
/// <param name="Prepare">Makes the data of a call, and what calls as often as it is told.</param>
/// <param name="RelativeTo">The name of another row; tables say how many times as long this one takes.</param>
internal sealed record Row(string Name, Demand Demand, Func<Action<int>> Prepare, string? RelativeTo = null)
{
    /// <summary>The name: what a table shows of it.</summary>
    public override string ToString() => Name;
}
