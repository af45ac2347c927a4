namespace RnnSimd.Generators.Tests.Readme;

/// <summary>The README, as far as it makes promises: its code, what that prints, and its tables.</summary>
internal static class ReadmeDocument
{
    private const string Fence = "```";

    /// <summary>Marks, in a line above a block, an excerpt of generated code.</summary>
    private const string GeneratedMark = "<!-- generated -->";

    private static readonly string[] Lines = Read();

    /// <summary>All blocks of code, in order.</summary>
    public static IReadOnlyList<ReadmeBlock> Blocks { get; } = [.. ReadBlocks()];

    /// <summary>The cells of the first table below a heading, row by row, without the table's own heading.</summary>
    public static string[][] TableBelow(string heading)
    {
        var start = Array.FindIndex(Lines, line => line.StartsWith('#') && line.TrimStart('#').Trim() == heading);
        Assert.True(start >= 0, $"README has no heading '{heading}'.");
        return
        [
            .. Lines.Skip(start).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()),
        ];
    }

    private static IEnumerable<ReadmeBlock> ReadBlocks()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (Lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(Lines, Fence, i + 1);
                Assert.True(end > i, $"The block of README line {i + 1} has no end.");
                yield return new(Lines[i][Fence.Length..], i + 1, Lines[(i + 1)..end], IsGenerated: i > 0 && Lines[i - 1] == GeneratedMark);
                i = end;
            }
        }
    }

    private static string[] Read()
    {
        using var stream = typeof(ReadmeDocument).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }
}

/// <summary>A block of code in the README.</summary>
/// <param name="Language">What stands behind its fence.</param>
/// <param name="Line">The number of the line of its fence.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="IsGenerated">Whether it is marked as an excerpt of what the generator writes.</param>
internal sealed record ReadmeBlock(string Language, int Line, string[] Lines, bool IsGenerated)
{
    public string Text => string.Join('\n', Lines);
}
