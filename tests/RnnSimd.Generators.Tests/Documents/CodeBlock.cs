namespace RnnSimd.Generators.Tests.Documents;

/// <summary>A block of code in a document.</summary>
/// <param name="Language">What stands behind its fence.</param>
/// <param name="Line">The number of the line of its fence.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="IsGenerated">Whether it is marked as an excerpt of what the generator writes.</param>
internal sealed record CodeBlock(string Language, int Line, string[] Lines, bool IsGenerated)
{
    public string Text => string.Join('\n', Lines);
}
