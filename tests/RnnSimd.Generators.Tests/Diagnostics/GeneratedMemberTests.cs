using Microsoft.CodeAnalysis;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests.Diagnostics;

/// <summary>What is reported about names that generated members have.</summary>
public sealed class GeneratedMemberTests
{
    [Theory]
    [InlineData("InputSize", "Forward")]
    [InlineData("Vocabulary", "Vocabulary")]
    public Task NetworkNamedLikeItsMember(string inputs, string name) => Analysis.Reports(
        $"[RecurrentNetwork({inputs} = 1), Layer<Dense>(1)] public sealed partial class [|{name}|];",
        "RNN0002",
        $"Network '{name}' is named like a member that is generated into it; "
        + "a network is an ordinary class without type parameters that is not inside another type");

    [Theory]
    [InlineData("InputSize", "int [|StateSize|];", "StateSize")]
    [InlineData("InputSize", "public string [|Parameters|] => string.Empty;", "Parameters")]
    [InlineData("InputSize", "int [|Step|] => 1;", "Step")]
    [InlineData("InputSize", "float[] [|_memory|] = [];", "_memory")]
    [InlineData("InputSize", "class [|Layer0|];", "Layer0")]
    [InlineData("Vocabulary", "string[] [|Vocabulary|] = [];", "Vocabulary")]
    public Task MemberIsGenerated(string inputs, string member, string name) => Analysis.Reports(
        $"[RecurrentNetwork({inputs} = 1), Layer<Dense>(1)] public sealed partial class Net {{ {member} }}",
        "RNN0025",
        $"Network 'Net' is generated with a member '{name}'; give yours another name");

    [Theory]
    [InlineData("Net { public int Vocabulary => 5; }")]
    [InlineData("Vocabulary;")]
    public async Task AVocabularyOfANetworkOfVectorsIsTheUsers(string network)
    {
        var compilation = Compilations.OfValid("[RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] public sealed partial class " + network);
        Assert.Empty(await Analysis.Run(compilation));
        Assert.Empty(compilation.WithGenerated().GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("InputSize")]
    [InlineData("Vocabulary")]
    public void EveryGeneratedMemberIsKnown(string inputs)
    {
        var network = $"[RecurrentNetwork({inputs} = 1), Layer<Lstm>(2), Layer<Dense>(1)] public sealed partial class Net";
        var generated = Compilations.OfValid(network + ";").WithGenerated().Type("Net").GetMembers()
            .Where(member => member.CanBeReferencedByName).Select(member => member.Name).Distinct().ToArray();
        Assert.Contains("Step", generated);
        Assert.Contains(inputs, generated);
        Assert.All(generated, name =>
        {
            var compilation = Compilations.OfValid($"{network} {{ int {name}; }}");
            var diagnostic = Assert.Single(NetworkParser.Parse(compilation.Type("Net"), compilation, TestContext.Current.CancellationToken).Diagnostics);
            Assert.Equal("RNN0025", diagnostic.Id);
        });
    }
}
