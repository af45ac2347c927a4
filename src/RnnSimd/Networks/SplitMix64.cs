namespace RnnSimd;

/// <summary>
/// Random numbers that can be had in any order: each is a function of the seed and of its place in the sequence. Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators" (2014), with the constants of variant 13 of Stafford's mixers.
/// </summary>
internal static class SplitMix64
{
    /// <summary>A number of the sequence of a seed, which can be the seed of another sequence.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">Its place, from 0.</param>
    public static ulong At(ulong seed, int index)
    {
        var z = unchecked(seed + ((ulong)index + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
