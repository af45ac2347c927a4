namespace RnnSimd.Generators.Tests.Documents;

/// <summary>Links between the README and the pages of docs lead to documents and headings that are there.</summary>
public sealed class DocumentLinkTests
{
    [Fact]
    public void LinksBetweenDocumentsLeadSomewhere()
    {
        var links = MarkdownDocument.All.SelectMany(document => document.Links.Select(link => (From: document, To: link))).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            var target = link.To.Path == "" ? link.From : MarkdownDocument.Of(Resolve(link.From.Path, link.To.Path));
            Assert.True(link.To.Anchor == "" || target.Anchors.Contains(link.To.Anchor), $"{link.From} links to #{link.To.Anchor}, which {target} does not have.");
        });
    }

    [Fact]
    public void EveryPageIsLinkedFromTheReadme() =>
        Assert.Empty(MarkdownDocument.All.Select(document => document.Path)
            .Except(MarkdownDocument.Readme.Links.Select(link => link.Path))
            .Except([MarkdownDocument.Readme.Path]));

    private static string Resolve(string from, string to)
    {
        var root = Path.GetFullPath("/");
        return Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, to), root)).Replace(Path.DirectorySeparatorChar, '/');
    }
}
