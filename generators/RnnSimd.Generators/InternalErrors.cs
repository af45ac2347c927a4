namespace RnnSimd.Generators;

/// <summary>Puts an exception that is the generator's own fault into a diagnostic.</summary>
internal static class InternalErrors
{
    /// <summary>What was thrown and where, on one line.</summary>
    public static string Describe(Exception exception)
    {
        var place = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        return $"{exception.GetType().Name}: {exception.Message.Replace('\n', ' ').Replace("\r", "")} ({place ?? "no stack trace"})";
    }
}
