using System.Text.RegularExpressions;

namespace RnnSimd.Generators.Tests.Readme;

/// <summary>The README, as far as it makes promises: its code, what that prints, and its tables.</summary>
internal static partial class ReadmeDocument
{
    private const string Fence = "```";

    /// <summary>Marks, in a line above a block, an excerpt of generated code.</summary>
    private const string GeneratedMark = "<!-- generated -->";

    private static readonly string[] Lines = Read("README.md");

    /// <summary>All blocks of code, in order.</summary>
    public static IReadOnlyList<ReadmeBlock> Blocks { get; } = [.. ReadBlocks()];

    /// <summary>The paths of all images.</summary>
    public static IEnumerable<string> Images => Lines.SelectMany(line => Image().Matches(line)).Select(image => image.Groups[1].Value);

    /// <summary>Each line of a table that is marked as an excerpt of a file, and that file.</summary>
    public static IEnumerable<(string File, string Line)> QuotedLines =>
        from mark in Lines.Select((line, number) => (Match: QuoteMark().Match(line), Number: number))
        where mark.Match.Success
        from line in Lines.Skip(mark.Number + 1).TakeWhile(line => line.StartsWith('|'))
        select (mark.Match.Groups[1].Value, line);

    /// <summary>A file of the repository: README.md, or one of those that it shows.</summary>
    public static string[] Read(string path)
    {
        using var stream = typeof(ReadmeDocument).Assembly.GetManifestResourceStream(path);
        Assert.True(stream is not null, $"There is no file {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

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

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)]*)\)")]
    private static partial Regex Image();

    /// <summary>Stands in a line above a table.</summary>
    [GeneratedRegex(@"^<!-- from (\S*) -->$")]
    private static partial Regex QuoteMark();
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
