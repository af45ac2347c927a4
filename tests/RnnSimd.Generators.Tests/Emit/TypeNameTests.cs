using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnSimd.Generators.Emit;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Emit;

/// <summary>A user's types, namespaces and members may have the names of the types that emitted code uses.</summary>
[RequiresUnreferencedCode("The equations are found by reflection.")]
public sealed class TypeNameTests
{
    // With reductions, and with sizes that do not fill a vector.
    private const string Networks =
        """
        [RecurrentNetwork(InputSize = 2, Precision = Precision.Double), Layer<Lstm>(3), Layer<DenseSoftmax>(5)] public sealed partial class Double MEMBERS
        [RecurrentNetwork(InputSize = 2), Layer<Lstm>(3), Layer<DenseSoftmax>(5)] public sealed partial class Single MEMBERS
        """;

    private static readonly string s_types = string.Join("\n", EmittedTypes.Names.SelectMany(EmittedTypes.SpellingsOf)
        .Select(name => $"public static class {name}; public static class {name}<T>;"));

    private static readonly Dictionary<string, (string Namespace, string Source)> s_programs = new()
    {
        ["types beside the network"] = ("MyApp", $"namespace MyApp; {Plain} {s_types}"),
        ["types in an outer namespace"] = ("Outer.Inner", $$"""namespace Outer { {{s_types}} } namespace Outer.Inner { {{Plain}} }"""),
        ["types in no namespace"] = ("MyApp", $$"""{{s_types}} namespace MyApp { {{Plain}} }"""),
        ["a network and types in no namespace"] = ("", $"{Plain} {s_types}"),
        ["types that the whole project uses"] = ("MyApp", $$"""global using Theirs; namespace Theirs { {{s_types}} } namespace MyApp { {{Plain}} }"""),
        ["an alias that the whole project uses"] = ("MyApp", $$"""global using Activation = Theirs.Mine; namespace Theirs { public static class Mine; } namespace MyApp { {{Plain}} }"""),
        ["an attribute with the end of its name"] = ("MyApp", $"namespace MyApp; {Plain} public static class MethodImplAttribute;"),
        ["namespaces called System and RnnSimd"] = (
            "MyApp", $$"""namespace MyApp.System { class Math; } namespace MyApp.RnnSimd.Simd { class Activation; } namespace MyApp { {{Plain}} }"""),
        ["namespaces called as types"] = ("MyApp.Lanes", $$"""namespace MyApp.Activation { class Tanh; } namespace MyApp.Lanes { {{Plain}} }"""),
        ["a namespace called as a type"] = ("Activation", $$"""namespace Activation { {{Plain}} }"""),
        ["members called as types"] = ("MyApp", $"namespace MyApp; {With("{ public int Math => 1; public static string Unsafe() => \"\"; private static class Vector128; }")}"),
    };

    private static string Plain => With(";");

    public static TheoryData<string> Programs => [.. s_programs.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_network_compiles_and_computes_right_beside(string program)
    {
        var (space, source) = s_programs[program];
        var (compiled, errors) = CompiledCells.Compile([(source, 0)]);
        Assert.True(compiled is not null, string.Join("\n", errors.Values));
        using (compiled)
        {
            var prefix = space.Length == 0 ? "" : space + ".";
            Assert.Null(CellCheck.Run(compiled.Create<double>(prefix + "Double", 1), compiled.Create<float>(prefix + "Single", 1), out var isDecided));
            Assert.True(isDecided);
        }
    }

    [Fact]
    public void A_network_may_be_called_as_a_type()
    {
        foreach (var name in EmittedTypes.Names)
        {
            var compilation = Compilations.OfValid($"namespace MyApp; [RecurrentNetwork(InputSize = 2), Layer<Dense>(3)] public sealed partial class {name};").WithGenerated();
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        }
    }

    [Fact]
    public void The_generated_part_is_known_by_its_attribute_with_a_namespace_too() =>
        Assert.Equal("Double", Generation.Network(Compilations.OfValid($"namespace MyApp; {Plain} {s_types}").WithGenerated(), "MyApp.Double").Name);

    [Fact]
    public void Names_are_short_where_nothing_hides_them()
    {
        var hidden = Generation.Network(Compilations.OfValid("namespace MyApp; [RecurrentNetwork(InputSize = 2), Layer<Lstm>(3)] public sealed partial class Net;"), "MyApp.Net").HiddenTypes;
        Assert.Empty(hidden);

        Assert.Equal(
            ["Lanes", "Part"],
            Generation.Network(
                Compilations.OfValid("namespace MyApp; [RecurrentNetwork(InputSize = 2), Layer<Lstm>(3)] public sealed partial class Net { int Lanes() => 1; } class Part;"),
                "MyApp.Net").HiddenTypes);
    }

    [Fact]
    public void The_table_has_the_types_that_are_emitted()
    {
        var compilation = Compilations.OfValid(
            """
            namespace MyApp;
            [RecurrentNetwork(InputSize = 3), Layer<LayerNormLstm>(70), Layer<Dense>(2)] internal sealed partial class BorrowingNet;
            [RecurrentNetwork(InputSize = 3), Layer<Dense>(2)] internal sealed partial class StackNet;
            [RecurrentNetwork(Vocabulary = 3), Layer<Dense>(2)] internal sealed partial class TokenNet;
            [RecurrentCell] internal sealed class Dropped : Cell { public Vector Step(Vector x) => Dropout(x, 0.2); }
            [RecurrentNetwork(InputSize = 3), Layer<Dropped>(3)] internal sealed partial class DropoutNet;
            """).WithGenerated();
        var used = compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith("Net.g.cs", StringComparison.Ordinal))
            .SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(name => name.Parent is not QualifiedNameSyntax && !name.Identifier.ValueText.StartsWith("Layer", StringComparison.Ordinal))
            .Select(name => (
                Name: name.Identifier.ValueText,
                compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, TestContext.Current.CancellationToken).Symbol))
            .Select(name => (name.Name, Type: name.Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } ? type : name.Symbol as INamedTypeSymbol))
            .Where(name => name.Type is { SpecialType: SpecialType.None } && name.Name != "var")
            .Select(name => (name.Name, name.Type!.ContainingNamespace.ToDisplayString())).Distinct();

        Assert.Equal(EmittedTypes.Names.Select(name => (name, EmittedTypes.NamespaceOf(name))), used.OrderBy(name => name.Name, StringComparer.Ordinal));
    }

    private static string With(string members) => Networks.Replace("MEMBERS", members, StringComparison.Ordinal);
}
