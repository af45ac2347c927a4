namespace RnnSimd.Equations;

/// <summary>The masks that calls of Dropout use during a step: it is a static function, so it finds them by the thread that runs the step.</summary>
/// <param name="seed">The seed of the masks.</param>
/// <param name="layer">The layer.</param>
/// <param name="stream">The stream's number in the batch.</param>
internal sealed class DropoutCalls(long seed, int layer, int stream)
{
    private int _calls;

    /// <summary>Those of the step that this thread runs; null for a step without dropout.</summary>
    [field: ThreadStatic]
    public static DropoutCalls? OfStep { get; set; }

    /// <summary>The vector of the next call with its mask applied.</summary>
    public Vector Next(Vector vector, double rate)
    {
        var elements = new double[vector.Length];
        new DropoutMask(layer, _calls++, rate, Offset: 0, vector.Length).Draw(elements.AsSpan(), seed, stream);
        return vector * new Vector(elements);
    }
}
