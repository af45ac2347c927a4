namespace RnnSimd.Training;

/// <summary>The rows of a batch of streams, one for each time step of each stream; only those before a stream's end are copied.</summary>
internal readonly ref struct StreamRows(int steps, int batch, ReadOnlySpan<int> lengths)
{
    private readonly ReadOnlySpan<int> _lengths = lengths;

    /// <summary>The number of time steps.</summary>
    public int Steps => steps;

    /// <summary>The number of rows, those after the ends of streams included.</summary>
    public int Rows => steps * batch;

    /// <summary>Copies a part of each row.</summary>
    /// <param name="source">The rows to copy from.</param>
    /// <param name="sourceStart">Where the part starts in a row.</param>
    /// <param name="sourceSize">The size of a row.</param>
    /// <param name="destination">The rows to copy to.</param>
    /// <param name="destinationStart">Where the part starts in a row.</param>
    /// <param name="destinationSize">The size of a row.</param>
    /// <param name="size">The size of the part.</param>
    /// <param name="reverse">Whether each stream's first step becomes its last.</param>
    public void Copy<T>(
        ReadOnlySpan<T> source, int sourceStart, int sourceSize, Span<T> destination, int destinationStart, int destinationSize, int size, bool reverse)
    {
        for (var stream = 0; stream < batch; stream++)
        {
            var length = _lengths.IsEmpty ? steps : _lengths[stream];
            for (var step = 0; step < length; step++)
            {
                var from = (step * batch + stream) * sourceSize + sourceStart;
                var to = ((reverse ? length - 1 - step : step) * batch + stream) * destinationSize + destinationStart;
                source.Slice(from, size).CopyTo(destination[to..]);
            }
        }
    }
}
