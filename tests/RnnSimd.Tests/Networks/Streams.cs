namespace RnnSimd.Tests.Networks;

/// <summary>Parts of sequences <c>[time, batch, feature]</c>.</summary>
internal static class Streams
{
    /// <summary>The rows of one stream, as a sequence with a batch of 1.</summary>
    public static T[] Of<T>(T[] sequence, int stream, int batch, int steps)
    {
        var size = steps == 0 ? 0 : sequence.Length / (batch * steps);
        var result = new T[steps * size];
        for (var step = 0; step < steps; step++)
        {
            Array.Copy(sequence, (step * batch + stream) * size, result, step * size, size);
        }

        return result;
    }
}
