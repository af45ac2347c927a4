using System.Reflection;
using System.Text.RegularExpressions;
using RnnSimd.Equations;
using RnnSimd.Generators.Ir;

namespace RnnSimd.Generators.Tests.Documents;

/// <summary>The README's tables list exactly what there is, and its figures are those of the benchmarks.</summary>
public sealed partial class ReadmeTableTests
{
    [Fact]
    public void Diagnostics() => Assert.Equal(
        Rules.All.Select(rule => $"`{rule.Id}` | {rule.DefaultSeverity} | {rule.Title}"),
        MarkdownDocument.Readme.TableBelow("Diagnostics").Select(row => string.Join(" | ", row[..3])));

    [Fact]
    public void Functions() => Assert.Equal(
        Operations.All.Where(operation => operation.IsLanguage).Select(operation => operation.Name).Order(StringComparer.Ordinal),
        MarkdownDocument.Readme.TableBelow("Functions").SelectMany(row => Calls().Matches(row[0]).Select(call => call.Groups[1].Value)).Order(StringComparer.Ordinal));

    [Fact]
    public void Initialisers() => Assert.Equal(
        Enum.GetNames<Initializer>(),
        MarkdownDocument.Readme.TableBelow("Initialisers").Select(row => row[0].Trim('`')));

    [Fact]
    public void CellsThatShip() => Assert.Equal(
        typeof(Cells.Lstm).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RecurrentCellAttribute>() is not null)
            .Select(type => $"`{type.Name}`: {string.Join(' ', Parameters(type))}")
            .Order(StringComparer.Ordinal),
        MarkdownDocument.Readme.TableBelow("Cells that ship")
            .Select(row => $"{row[0]}: {row[^1].Trim('`')}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void WhatIsGenerated()
    {
        using var image = new MemoryStream();
        Assert.True(new DocumentExamples(MarkdownDocument.Readme).Project(null).WithGenerated().Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var network = Assembly.Load(image.ToArray()).GetType("Forecaster")!;
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Assert.Equal(
            network.GetMembers(declared)
                .Where(member => member is not MethodBase { IsSpecialName: true, IsConstructor: false })
                .Select(member => member is ConstructorInfo ? network.Name : member.Name)
                .Order(StringComparer.Ordinal),
            MarkdownDocument.Readme.TableBelow("What is generated")
                .SelectMany(row => Members().Matches(row[0]).Select(member => member.Groups[1].Value))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void QuotesStandInTheirFiles()
    {
        Assert.NotEmpty(MarkdownDocument.Readme.QuotedLines);
        Assert.All(MarkdownDocument.Readme.QuotedLines, quote => Assert.Contains(quote.Line, MarkdownDocument.Read(quote.File)));
    }

    [Fact]
    public void ImagesAreThere()
    {
        Assert.NotEmpty(MarkdownDocument.Readme.Images);
        Assert.All(MarkdownDocument.Readme.Images, image => Assert.NotEmpty(MarkdownDocument.Read(image)));
    }

    private static IEnumerable<string> Parameters(Type cell) =>
        cell.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => field.Name);

    [GeneratedRegex(@"\b([A-Z]\w*)\(")]
    private static partial Regex Calls();

    // The first word of each piece of code.
    [GeneratedRegex(@"`(\w+)[^`]*`")]
    private static partial Regex Members();
}
