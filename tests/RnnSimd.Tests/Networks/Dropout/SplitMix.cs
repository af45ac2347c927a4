namespace RnnSimd.Tests.Networks.Dropout;

/// <summary>SplitMix64 as its authors wrote it: a state that goes on by the golden ratio.</summary>
internal sealed class SplitMix(ulong state)
{
    private ulong _state = state;

    /// <summary>The next number.</summary>
    public ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        var z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>The number after <paramref name="skipped"/> others.</summary>
    public static ulong At(ulong state, int skipped)
    {
        var numbers = new SplitMix(state);
        for (var i = 0; i < skipped; i++)
        {
            numbers.Next();
        }

        return numbers.Next();
    }
}
