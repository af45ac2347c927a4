namespace RnnSimd.Training;

/// <summary>Working memory that grows when it must and is then used again.</summary>
internal static class Memory
{
    /// <summary>The first elements of an array, which is replaced by a longer one if it has fewer. They have arbitrary content.</summary>
    /// <exception cref="InvalidOperationException">No array has as many.</exception>
    public static Span<TElement> Sized<TElement>(ref TElement[] array, long length)
    {
        if (array.Length < length)
        {
            array = new TElement[ArrayLength(length)];
        }

        return array.AsSpan(0, (int)length);
    }

    /// <summary>As <see cref="Sized"/>, but all of them 0.</summary>
    /// <exception cref="InvalidOperationException">No array has as many.</exception>
    public static Span<TElement> Zeros<TElement>(ref TElement[] array, long length)
    {
        var elements = Sized(ref array, length);
        elements.Clear();
        return elements;
    }

    /// <summary>A length that an array can have.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static int ArrayLength(long length) => length <= Array.MaxLength
        ? (int)length
        : throw new InvalidOperationException(
            $"The batch takes {length} elements at once, but an array holds {Array.MaxLength} at most. Smaller batches help, and shorter windows.");
}
