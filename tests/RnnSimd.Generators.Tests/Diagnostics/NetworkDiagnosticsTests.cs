namespace RnnSimd.Generators.Tests.Diagnostics;

/// <summary>What is reported about networks.</summary>
public sealed class NetworkDiagnosticsTests
{
    private const string Cells =
        """

        [RecurrentCell] public sealed class Doubling : Cell { public Vector Step(Vector x) => 2 * x; }
        [RecurrentCell] public sealed class Narrow : Cell { [Size(3)] Vector g; public Vector Step(Vector x) => g * x; }
        [RecurrentCell] public sealed class Single : Cell { Vector w; public Vector Step(Scalar x) => w * x; }
        [RecurrentCell] public sealed class Kept : Cell { Matrix W; public (Vector y, Vector h) Step(Vector x, Vector h) => (W * h, x); }
        [RecurrentCell] public sealed class Copied : Cell { public Vector Step(Vector x) => x; }
        [RecurrentCell] public sealed class Skipped : Cell { Matrix W; public Vector Step(Vector x) { var y = Tanh(W * x); return x + y; } }
        public class Unmarked : Cell { public Vector Step(Vector x) => x; }
        public class Named(string name);
        [RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] public partial class First;
        """;

    [Fact]
    public Task NotPartial() => Reports(
        "[RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] public sealed class [|Net|];",
        "RNN0001",
        "Network 'Net' is not partial; declare it 'partial class Net', so that its code can be generated into it");

    [Theory]
    [InlineData("public sealed partial class [|Net|]<T>;", "generic")]
    [InlineData("public static partial class [|Net|];", "static")]
    [InlineData("public sealed partial record [|Net|];", "a record")]
    [InlineData("file sealed partial class [|Net|];", "local to its file")]
    [InlineData("public sealed partial class [|Net|](string name);", "declared with a primary constructor")]
    [InlineData("public sealed partial class [|Net|] : Named;", "derived from 'Named', which has no constructor without parameters")]
    [InlineData("public sealed partial class [|Net|] : First;", "derived from another network")]
    public Task UnsupportedClass(string declaration, string kind) => Reports(
        "[RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] " + declaration,
        "RNN0002",
        $"Network 'Net' is {kind}; a network is an ordinary class without type parameters that is not inside another type");

    [Fact]
    public Task NestedNetwork() => Reports(
        "public partial class Outer { [RecurrentNetwork(InputSize = 1), Layer<Dense>(1)] public sealed partial class [|Net|]; }",
        "RNN0002",
        "Network 'Net' is nested in another type; a network is an ordinary class without type parameters that is not inside another type");

    [Fact]
    public Task NoLayer() => Reports(
        "[RecurrentNetwork(InputSize = 1)] public sealed partial class [|Net|];",
        "RNN0003",
        "Network 'Net' has no layer; add at least one, for example [Layer<Lstm>(32)]");

    [Fact]
    public Task InputSizeNotPositive() => Reports(
        "[RecurrentNetwork(Precision = Precision.Double, InputSize = [|2 - 2|]), Layer<Dense>(1)] public sealed partial class Net;",
        "RNN0004",
        "InputSize is 0; it must be 1 or more");

    [Theory]
    [InlineData("[|0|]", "0")]
    [InlineData("[|-3|]", "-3")]
    [InlineData("[|(1 << 24) + 1|]", "16777217")]
    public Task VocabularyOutOfRange(string argument, string value) => Reports(
        $"[RecurrentNetwork(Vocabulary = {argument}), Layer<Dense>(1)] public sealed partial class Net;",
        "RNN0004",
        $"Vocabulary is {value}; it must be from 1 to 16777216");

    [Theory]
    [InlineData("RecurrentNetwork", "neither InputSize nor Vocabulary")]
    [InlineData("RecurrentNetwork(Precision = Precision.Double)", "neither InputSize nor Vocabulary")]
    [InlineData("RecurrentNetwork(InputSize = 1, Vocabulary = 5)", "both InputSize and Vocabulary")]
    public Task NeitherVectorsNorTokensOrBoth(string mark, string what) => Reports(
        $"[[|{mark}|], Layer<Dense>(1)] public sealed partial class Net;",
        "RNN0026",
        $"Network 'Net' has {what}; give it one of them: [RecurrentNetwork(InputSize = ...)] if its inputs are vectors, "
        + "[RecurrentNetwork(Vocabulary = ...)] if they are tokens");

    [Theory]
    [InlineData("Doubling", 5, "'2 ∘ x'")]
    [InlineData("Single", 4, "'w ∘ x'")]
    [InlineData("Kept", 5, "'x' as it is")]
    [InlineData("Copied", 5, "'x' as it is")]
    [InlineData("Skipped", 5, "'x + y'")]
    public Task TokenThatIsNotMultiplied(string cell, int units, string use) => Reports(
        $"[RecurrentNetwork(Vocabulary = 5)] [[|Layer<{cell}>({units})|]] public sealed partial class Net;",
        "RNN0027",
        $"A layer of {cell} cannot take tokens: only matrices can be applied to its input 'x' then, as in 'W * x', but the cell has {use}");

    [Fact]
    public async Task OnlyTheFirstLayerHasToTakeTokens() => Assert.Empty(await Analysis.Run(Compilations.OfValid(
        "[RecurrentNetwork(Vocabulary = 5)] [Layer<Dense>(4), Layer<Doubling>(4)] public sealed partial class Net;" + Cells)));

    [Fact]
    public Task UnitsNotPositive() => Reports(
        "[RecurrentNetwork(InputSize = 1)] [Layer<Dense>(1), Layer<Lstm>([|-5|])] public sealed partial class Net;",
        "RNN0004",
        "The number of units of the layer of Lstm is -5; it must be 1 or more");

    [Fact]
    public Task SizesThatContradictInThisNetwork() => Reports(
        "[RecurrentNetwork(InputSize = 2)] [Layer<Dense>(4)] [[|Layer<Doubling>(5)|]] public sealed partial class Net;",
        "RNN0005",
        "A layer of Doubling with 4 inputs and 5 units is not possible: The output '2 ∘ x' has 4 elements, but the layer has 5 units.");

    [Fact]
    public Task SizesThatContradictADeclaredSize() => Reports(
        "[RecurrentNetwork(InputSize = 2)] [[|Layer<Narrow>(3)|]] public sealed partial class Net;",
        "RNN0005",
        "A layer of Narrow with 2 inputs and 3 units is not possible: 'g' has 3 elements, but 'x' has 2 elements.");

    [Fact]
    public Task AScalarInputOfALayerWithSeveral() => Reports(
        "[RecurrentNetwork(InputSize = 2)] [[|Layer<Single>(4)|]] public sealed partial class Net;",
        "RNN0005",
        "A layer of Single with 2 inputs and 4 units is not possible: The input 'x' is a scalar, but the layer has 2 inputs.");

    [Fact]
    public async Task SizesThatContradictInACellOfAReference()
    {
        var library = Generation.Library(
            "namespace Lib; [RecurrentCell] public sealed class Gain : Cell { Vector g; public Vector Step(Vector x) => g * x; }");
        await Analysis.Reports(
            "[RecurrentNetwork(InputSize = 2)] [[|Layer<Lib.Gain>(7)|]] public sealed partial class Net;",
            [library],
            "RNN0005",
            "A layer of Gain with 2 inputs and 7 units is not possible: The output 'g ∘ x' has 2 elements, but the layer has 7 units.");
    }

    [Fact]
    public async Task CellOfAReferenceThatWasBuiltWithoutTheGenerator()
    {
        var library = Generation.Library(
            "namespace Lib; [RecurrentCell] public sealed class Gain : Cell { Vector g; public Vector Step(Vector x) => g * x; }",
            withGenerator: false);
        await Analysis.Reports(
            "[RecurrentNetwork(InputSize = 2), Layer<[|Lib.Gain|]>(2)] public sealed partial class Net;",
            [library],
            "RNN0014",
            "Assembly 'Library' does not hold the equations of cell 'Gain': it has to be built with the generator that comes with RnnSimd, and without errors");
    }

    [Fact]
    public async Task CellOfAReferenceInAnotherForm()
    {
        var library = Generation.Library(
            """
            [assembly: RecurrentCellGraph(typeof(Lib.Gain), "RnnSimd cell 2\ncell Lib.Gain\n")]
            namespace Lib { [RecurrentCell] public sealed class Gain : Cell; }
            """,
            withGenerator: false);
        await Analysis.Reports(
            "[RecurrentNetwork(InputSize = 2), Layer<[|Lib.Gain|]>(2)] public sealed partial class Net;",
            [library],
            "RNN0014",
            "Assembly 'Library' does not hold the equations of cell 'Gain': they are written in form 2, and this version of RnnSimd reads form 1; build both with the same version");
    }

    [Fact]
    public Task LayerOfAClassThatIsNotMarked() => Reports(
        "[RecurrentNetwork(InputSize = 2), Layer<[|Unmarked|]>(2)] public sealed partial class Net;",
        "RNN0015",
        "'Unmarked' is not a cell: it must be marked [RecurrentCell]");

    [Fact]
    public Task LayerOfCellItself() => Reports(
        "[RecurrentNetwork(InputSize = 2), Layer<[|Cell|]>(2)] public sealed partial class Net;",
        "RNN0015",
        "'Cell' is not a cell: it must derive from RnnSimd.Equations.Cell and be marked [RecurrentCell]");

    [Fact]
    public Task LayersWithoutANetwork() => Reports(
        "[Layer<Dense>(2)] public sealed partial class [|Net|];",
        "RNN0022",
        "'Net' has layers but is not marked [RecurrentNetwork(InputSize = ...)], so nothing is generated for it");

    [Fact]
    public Task TooManyParameters() => Reports(
        "[RecurrentNetwork(InputSize = 100000), Layer<Dense>(100000)] public sealed partial class [|Net|];",
        "RNN0024",
        "Network 'Net' has 10000100000 parameters; at most 2147483527 fit into its buffer");

    [Fact]
    public async Task ErrorsOfACellAreReportedThereAndNotForEachNetwork()
    {
        var diagnostics = await Analysis.Run(Compilations.OfValid(
            """
            [RecurrentNetwork(InputSize = 2), Layer<Wrong>(2), Layer<Wrong>(2)] public sealed partial class Net;
            [RecurrentNetwork(InputSize = 3), Layer<Wrong>(3)] public sealed partial class Other;
            [RecurrentCell] public sealed class Wrong : Cell { public Vector Step(Vector x) => x[0] * x; }
            """));
        Assert.Equal(["RNN0008"], diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("[RecurrentNetwork(InputSize = two)] [Layer<Dense>(2)] public sealed partial class Net;")]
    [InlineData("[RecurrentNetwork(Vocabulary = two)] [Layer<Dense>(2)] public sealed partial class Net;")]
    [InlineData("[RecurrentNetwork(InputSize = 2)] [Layer<Missing>(2)] public sealed partial class Net;")]
    [InlineData("[RecurrentNetwork(InputSize = 2)] [Layer<Dense>(two)] public sealed partial class Net;")]
    public async Task ErrorsOfCSharpAreLeftToTheCSharpCompiler(string source) => Assert.Empty(await Analysis.Run(Compilations.Of(source)));

    private static Task Reports(string source, string rule, params string[] messages) =>
        Analysis.Reports(source + Cells, rule, messages);
}
