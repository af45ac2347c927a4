namespace RnnSimd.Training;

/// <summary>Working memory that grows when it must and is then used again.</summary>
internal static class Memory
{
    /// <summary>The first elements of an array, which is replaced by a longer one if it has fewer. They have arbitrary content.</summary>
    public static Span<TElement> Sized<TElement>(ref TElement[] array, int length)
    {
        if (array.Length < length)
        {
            array = new TElement[length];
        }

        return array.AsSpan(0, length);
    }

    /// <summary>As <see cref="Sized"/>, but all of them 0.</summary>
    public static Span<TElement> Zeros<TElement>(ref TElement[] array, int length)
    {
        var elements = Sized(ref array, length);
        elements.Clear();
        return elements;
    }
}
