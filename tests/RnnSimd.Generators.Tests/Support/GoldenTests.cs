namespace RnnSimd.Generators.Tests;

/// <summary>What a failure shows of two texts.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "2: - b\n3: + x")]
    [InlineData("a\nb\nc\nd\n", "b\nc\n", "1: - a\n4: - d")]
    [InlineData("a\nc\n", "a\nb\nc\n", "2: + b")]
    [InlineData("", "a\n", "1: + a")]
    [InlineData("a\n", "a\n", "")]
    public void The_lines_that_differ_are_shown(string expected, string actual, string difference) =>
        Assert.Equal(difference, Golden.Difference(expected, actual));
}
