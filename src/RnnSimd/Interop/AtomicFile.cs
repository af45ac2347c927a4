namespace RnnSimd.Interop;

/// <summary>Replaces a file as a whole: whatever happens, at its path stands the old one or the new one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file. Its content is in a temporary file in the same folder, the path with <c>.tmp</c> at its end, until it is complete on disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written, or somebody else is writing it; what stood at the path is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // Always the same name: what a process leaves that is killed while it writes, the next one takes over.
        var temporary = $"{path}.tmp";
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            stream.Dispose();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            stream.Dispose();
            File.Delete(temporary);
            throw;
        }
    }
}
