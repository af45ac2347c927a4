using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnSimd.Generators.Tests;

/// <summary>What runs again after an edit: parsing, because only it can tell, and nothing after it unless a model changed.</summary>
public sealed class CachingTests
{
    private const string Source =
        """
        // A comment.
        [RecurrentNetwork(InputSize = 2), Layer<Leaky>(4), Layer<Dense>(1)]
        public sealed partial class Net;

        [RecurrentCell]
        public sealed class Leaky : Cell
        {
            Matrix W;
            Scalar k;

            public Vector Step(Vector x, Vector h) => k * h + Tanh(W * x);
        }
        """;

    private static readonly string[] Steps = [RnnSimdGenerator.ParseCells, RnnSimdGenerator.ParseNetworks, RnnSimdGenerator.CompileNetworks];

    [Theory]
    [InlineData("// A comment.", "// Another comment, which moves everything.\n\n\n")]
    [InlineData("public sealed partial class Net;", "public sealed partial class Net; public sealed class Unrelated { public int Step() => 1; }")]
    [InlineData("Tanh(W * x)", "Cell.Tanh( /* the same */ (W * x))")]
    public void AnEditThatChangesNoEquationRunsNothingAfterTheParse(string before, string after)
    {
        var result = RunAgain(compilation => Replace(compilation, before, after));
        Assert.Equal([Unchanged], Reasons(result, RnnSimdGenerator.ParseCells).Distinct());
        Assert.Equal([Unchanged], Reasons(result, RnnSimdGenerator.ParseNetworks).Distinct());
        Assert.Equal([Cached], Reasons(result, RnnSimdGenerator.CompileNetworks).Distinct());
        AssertOutputs(result, Cached, Cached);
    }

    [Fact]
    public void AnotherFileRunsNothingAfterTheParse()
    {
        var result = RunAgain(compilation => compilation.AddSyntaxTrees(Compilations.Tree("public sealed class Unrelated;", "Unrelated.cs")));
        Assert.Equal([Cached], Reasons(result, RnnSimdGenerator.CompileNetworks).Distinct());
        AssertOutputs(result, Cached, Cached);
    }

    [Fact]
    public void ACellThatChangesRunsItsNetworks()
    {
        var result = RunAgain(compilation => Replace(compilation, "k * h", "h * k"));
        foreach (var step in Steps)
        {
            Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, step));
        }

        AssertOutputs(result, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void ANetworkThatChangesLeavesCellsAlone()
    {
        var result = RunAgain(compilation => Replace(compilation, "Layer<Leaky>(4)", "Layer<Leaky>(5)"));
        AssertOutputs(result, Cached, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void ModelsHoldNothingThatBelongsToACompilation()
    {
        var result = RunAgain(compilation => compilation);
        foreach (var value in Steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs).Select(output => output.Value))
        {
            AssertIsModel(value, []);
        }
    }

    private static IncrementalStepRunReason Unchanged => IncrementalStepRunReason.Unchanged;

    private static IncrementalStepRunReason Cached => IncrementalStepRunReason.Cached;

    private static GeneratorRunResult RunAgain(Func<CSharpCompilation, Compilation> edit)
    {
        var compilation = Compilations.OfValid(Source);
        return Generation.Driver().RunGenerators(compilation).RunGenerators(edit(compilation)).GetRunResult().Results.Single();
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string before, string after)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == "Test.cs");
        return compilation.ReplaceSyntaxTree(tree, Compilations.Tree(Source.Replace(before, after), "Test.cs"));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertOutputs(GeneratorRunResult result, IncrementalStepRunReason cell, IncrementalStepRunReason network)
    {
        Assert.Equal(["Leaky.Equations.g.cs", "Net.g.cs"], result.GeneratedSources.Select(source => source.HintName));
        Assert.Equal([cell, network], result.TrackedOutputSteps["SourceOutput"].SelectMany(run => run.Outputs).Select(output => output.Reason));
    }

    private static void AssertIsModel(object? value, HashSet<object> seen)
    {
        if (value is null or string || !seen.Add(value))
        {
            return;
        }

        var type = value.GetType();
        Assert.True(type.Namespace!.StartsWith("RnnSimd", StringComparison.Ordinal) || type.IsPrimitive || type.IsArray, $"{type} is in a model.");
        if (value is Array array)
        {
            foreach (var element in array)
            {
                AssertIsModel(element, seen);
            }
        }
        else if (!type.IsPrimitive && !type.IsEnum)
        {
            const System.Reflection.BindingFlags Fields =
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
            foreach (var field in type.GetFields(Fields))
            {
                AssertIsModel(field.GetValue(value), seen);
            }
        }
    }
}
