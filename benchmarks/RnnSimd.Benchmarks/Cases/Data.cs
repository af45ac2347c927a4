namespace RnnSimd.Benchmarks.Cases;

/// <summary>Numbers to compute with.</summary>
internal static class Data
{
    /// <summary>Evenly distributed between −1 and 1, the same on every call.</summary>
    public static float[] Random(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextSingle() - 1)];
    }

    /// <summary>Numbers of tokens, each as likely as any other, the same on every call.</summary>
    public static float[] Tokens(int length, int vocabulary)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.Next(vocabulary))];
    }
}
