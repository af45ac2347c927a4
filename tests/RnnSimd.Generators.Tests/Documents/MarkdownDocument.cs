using System.Text.RegularExpressions;

namespace RnnSimd.Generators.Tests.Documents;

/// <summary>A document, as far as it makes promises: its code, what that prints, its tables and its links.</summary>
internal sealed partial class MarkdownDocument
{
    private const string Fence = "```";

    /// <summary>Marks, in a line above a block, an excerpt of generated code.</summary>
    private const string GeneratedMark = "<!-- generated -->";

    private readonly string[] _lines;

    private MarkdownDocument(string path)
    {
        Path = path;
        _lines = Read(path);
        Blocks = [.. ReadBlocks()];
    }

    /// <summary>The README.</summary>
    public static MarkdownDocument Readme { get; } = new("README.md");

    /// <summary>The README and the pages of docs.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
    [
        Readme,
        .. typeof(MarkdownDocument).Assembly.GetManifestResourceNames()
            .Where(path => path.StartsWith("docs/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownDocument(path)),
    ];

    /// <summary>Its place in the repository.</summary>
    public string Path { get; }

    /// <summary>All blocks of code, in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The paths of all images.</summary>
    public IEnumerable<string> Images => _lines.SelectMany(line => Image().Matches(line)).Select(image => image.Groups[1].Value);

    /// <summary>Where links into documents lead: a path relative to this one's, empty for this one, and a heading's anchor, empty for the whole.</summary>
    public IEnumerable<(string Path, string Anchor)> Links =>
        _lines.SelectMany(line => Link().Matches(line)).Select(link => (link.Groups[1].Value, link.Groups[2].Value));

    /// <summary>What links to its headings have after the #.</summary>
    public IEnumerable<string> Anchors =>
        _lines.Where(line => line.StartsWith('#')).Select(line => NotInAnchors().Replace(HeadingOf(line).ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Each line of a table that is marked as an excerpt of a file, and that file.</summary>
    public IEnumerable<(string File, string Line)> QuotedLines =>
        from mark in _lines.Select((line, number) => (Match: QuoteMark().Match(line), Number: number))
        where mark.Match.Success
        from line in _lines.Skip(mark.Number + 1).TakeWhile(line => line.StartsWith('|'))
        select (mark.Match.Groups[1].Value, line);

    /// <summary>The document at a place in the repository.</summary>
    public static MarkdownDocument Of(string path)
    {
        var document = All.FirstOrDefault(document => document.Path == path);
        Assert.True(document is not null, $"There is no document {path}.");
        return document;
    }

    /// <summary>A file of the repository: a document, or one of those that the README shows.</summary>
    public static string[] Read(string path)
    {
        using var stream = typeof(MarkdownDocument).Assembly.GetManifestResourceStream(path);
        Assert.True(stream is not null, $"There is no file {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>The cells of the first table below a heading, row by row, without the table's own heading.</summary>
    public string[][] TableBelow(string heading)
    {
        var start = Array.FindIndex(_lines, line => line.StartsWith('#') && HeadingOf(line) == heading);
        Assert.True(start >= 0, $"{Path} has no heading '{heading}'.");
        return
        [
            .. _lines.Skip(start).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()),
        ];
    }

    public override string ToString() => Path;

    private static string HeadingOf(string line) => line.TrimStart('#').Trim();

    private IEnumerable<CodeBlock> ReadBlocks()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(_lines, Fence, i + 1);
                Assert.True(end > i, $"The block of {Path} line {i + 1} has no end.");
                yield return new(_lines[i][Fence.Length..], i + 1, _lines[(i + 1)..end], IsGenerated: i > 0 && _lines[i - 1] == GeneratedMark);
                i = end;
            }
        }
    }

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)]*)\)")]
    private static partial Regex Image();

    [GeneratedRegex(@"\]\(([\w/.-]*\.md|(?=#))(?:#([^)]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NotInAnchors();

    /// <summary>Stands in a line above a table.</summary>
    [GeneratedRegex(@"^<!-- from (\S*) -->$")]
    private static partial Regex QuoteMark();
}
