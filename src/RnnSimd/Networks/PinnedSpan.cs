namespace RnnSimd;

/// <summary>A span that other threads can see, as long as the thread that made it keeps it pinned.</summary>
internal readonly unsafe struct PinnedSpan<T>(T* start, int length)
    where T : unmanaged
{
    public Span<T> Span => new(start, length);
}
