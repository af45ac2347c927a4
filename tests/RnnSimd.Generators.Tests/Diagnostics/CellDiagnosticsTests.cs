namespace RnnSimd.Generators.Tests.Diagnostics;

/// <summary>What is reported about the class of a cell, its fields and the signature of its Step.</summary>
public sealed class CellDiagnosticsTests
{
    [Fact]
    public Task NotDerivedFromCell() => Analysis.Reports(
        "[RecurrentCell] public sealed class [|Test|] { public Vector Step(Vector x) => x; }",
        "RNN0015",
        "'Test' is not a cell: it must derive from RnnSimd.Equations.Cell");

    [Fact]
    public Task GenericCell() => Analysis.Reports(
        "[RecurrentCell] public sealed class [|Test|]<T> : Cell { public Vector Step(Vector x) => x; }",
        "RNN0021",
        "Cell 'Test' is generic; a cell and the types it is nested in have no type parameters");

    [Fact]
    public Task CellInAGenericType() => Analysis.Reports(
        "public class Outer<T> { [RecurrentCell] public sealed class [|Test|] : Cell { public Vector Step(Vector x) => x; } }",
        "RNN0021",
        "Cell 'Test' is generic; a cell and the types it is nested in have no type parameters");

    [Fact]
    public Task AbstractCell() => Analysis.Reports(
        "[RecurrentCell] public abstract class [|Test|] : Cell { public Vector Step(Vector x) => x; }",
        "RNN0021",
        "Cell 'Test' is abstract; remove 'abstract', or the attribute if it is only a base of cells");

    [Theory]
    [InlineData("", "has no method Step")]
    [InlineData("public Vector Step(Vector x) => x; public Vector [|Step|](Vector x, Vector h) => x;", "has 2 methods named Step")]
    [InlineData("public static Vector [|Step|](Vector x) => x;", "has a static Step")]
    [InlineData("public Vector [|Step|]<T>(Vector x) => x;", "has a generic Step")]
    [InlineData("public Vector [|Step|]() => 1 * b; Vector b;", "has a Step without an input")]
    public Task NoSingleStep(string members, string problem) => Analysis.Reports(
        $"[RecurrentCell] public sealed class {(members.Length == 0 ? "[|Test|]" : "Test")} : Cell {{ {members} }}",
        "RNN0016",
        $"Cell 'Test' {problem}; a cell has exactly one instance method Step, for example 'public Vector Step(Vector x, Vector h)'");

    [Theory]
    [InlineData("public Vector Step(Matrix [|x|]) => b;", "Parameter 'x' of Step", "Matrix", "Vector or Scalar")]
    [InlineData("public Vector Step(Vector x, double [|s|]) => b;", "Parameter 's' of Step", "double", "Vector or Scalar")]
    [InlineData("public Vector Step(ref Vector [|x|]) => b;", "Parameter 'x' of Step", "ref Vector", "Vector or Scalar")]
    [InlineData("public [|double|] Step(Vector x) => 1;", "What Step returns", "double", "Vector or Scalar")]
    [InlineData("public [|Scalar|] Step(Vector x, Vector h) => 1;", "The new value of 'h'", "Scalar", "Vector, like the state")]
    [InlineData("public (Vector h, [|Vector s|]) Step(Vector x, Vector h, Scalar s) => (h, h);", "The new value of 's'", "Vector", "Scalar, like the state")]
    [InlineData("public (Vector h, [|int y|]) Step(Vector x, Vector h) => (h, 1);", "The new value of 'y'", "int", "Vector or Scalar")]
    public Task UnsupportedTypeInTheSignature(string step, string what, string type, string expected) => InCell(
        "Vector b; " + step,
        "RNN0010",
        $"{what} has type '{type}'; expected {expected}");

    [Fact]
    public Task StateNotReturned() => InCell(
        "public (Vector h, Vector c) Step(Vector x, Vector h, Vector c, Vector [|n|]) => (h, c);",
        "RNN0011",
        "State 'n' is never given a new value; Step must return it, as a tuple element named 'n'");

    [Fact]
    public Task ASingleResultIsTheNewValueOfASingleStateOnly() => InCell(
        "public Vector Step(Vector x, Vector [|h|], Vector [|c|]) => h + c;",
        "RNN0011",
        "State 'h' is never given a new value; Step must return it, as a tuple element named 'h'",
        "State 'c' is never given a new value; Step must return it, as a tuple element named 'c'");

    [Theory]
    [InlineData("public (Vector y, Vector h, [|Vector z|]) Step(Vector x, Vector h) => (h, h, h);", "h")]
    [InlineData("public (Vector y, [|Vector z|]) Step(Vector x) => (x, x);", "Step has none")]
    public Task ElementIsNoState(string step, string states) => InCell(
        step,
        "RNN0012",
        $"The returned element 'z' is no state: 'y' is already the output, and every other element must have the name of a state ({states})");

    [Fact]
    public Task UnnamedElement() => InCell(
        "public (Vector h, [|Vector|]) Step(Vector x, Vector h) => (h, h);",
        "RNN0018",
        "Element 2 of the tuple that Step returns has no name; name it after the state it is the new value of, for example '(Vector h, Vector c)'");

    [Fact]
    public Task ParameterNeverUsed() => InCell(
        "Matrix W, [|V|]; Vector b, [|unused|]; public Vector Step(Vector x) { var dead = V * x; return W * x + b; }",
        "RNN0013",
        "No result of Step depends on parameter 'V', so the network leaves it out",
        "No result of Step depends on parameter 'unused', so the network leaves it out");

    [Theory]
    [InlineData("[[|Size(3)|]] Scalar k; public Vector Step(Vector x) => k * x;", "k", "a Scalar has no size")]
    [InlineData("[[|Size(3, 4)|]] Vector k; public Vector Step(Vector x) => k * x;", "k", "a Vector has one size, [Size(n)]")]
    [InlineData("[[|Size(3)|]] Matrix k; public Vector Step(Vector x) => k * x;", "k", "a Matrix has two sizes, [Size(rows, columns)]")]
    [InlineData("public Vector Step([[|Size(3)|]] Vector x) => x;", "x", "the size of the input is what the layer below gives")]
    public Task MisplacedSize(string members, string name, string reason) => InCell(
        members,
        "RNN0019",
        $"[Size] on '{name}' does not fit: {reason}");

    [Theory]
    [InlineData("[[|Size(0)|]] Vector q; public Vector Step(Vector x) => q * x;", 0)]
    [InlineData("[[|Size(Size.Units, -3)|]] Matrix q; public Vector Step(Vector x) => q * x;", -3)]
    [InlineData("public (Vector y, Vector q) Step(Vector x, [[|Size(-4)|]] Vector q) => (x, q);", -4)]
    public Task SizeNotPositive(string members, int size) => InCell(
        members,
        "RNN0004",
        $"The size of 'q' is {size}; it must be 1 or more, Size.Units or Size.Inputs");

    [Fact]
    public Task SizesThatContradictForLayersOfAnySize() => InCell(
        "[Size(3)] Vector a; [Size(4)] Vector b; Vector c; public Vector Step(Vector x) => Sum([|a + b|]) * c;",
        "RNN0005",
        "'a' has 3 elements, but 'b' has 4 elements.");

    [Fact]
    public Task SizesThatContradictWhatIsDeclared() => InCell(
        "[Size(3, 5)] Matrix A; [Size(4)] Vector q; Vector c; public Vector Step(Vector x) { var p = Exp(q); return Sum([|A * p|]) * c; }",
        "RNN0005",
        "'A' has 5 columns, but 'p' has 4 elements.");

    [Fact]
    public Task ContradictionInAHelperIsReportedWhereItStands() => InCell(
        "[Size(3)] Vector a; [Size(4)] Vector b; Vector c; static Vector Both(Vector v, Vector w) => [|v * w|]; public Vector Step(Vector x) => Sum(Both(a, b)) * c;",
        "RNN0005",
        "'a' has 3 elements, but 'b' has 4 elements.");

    [Fact]
    public Task SizeOfAParameterThatCannotBeInferred() => InCell(
        "Matrix [|A|], B; public Vector Step(Vector x) => A * (B * x);",
        "RNN0006",
        "The size of 'A' cannot be inferred from the equations; give it with [Size(rows, columns)].");

    [Fact]
    public Task ASizeThatCannotBeInferredIsAskedForOnce() => InCell(
        """
        Matrix A, B, C; Vector g, [|p|];
        public (Vector y, Vector q) Step(Vector x, Vector [|q|]) => (A * q + Sum(p) * x, Tanh(B * x + C * q) * g);
        """,
        "RNN0006",
        "The size of 'p' cannot be inferred from the equations; give it with [Size(n)].",
        "The size of state 'q' cannot be inferred from the equations; give it with [Size(n)].");

    [Fact]
    public Task SizeOfAStateThatCannotBeInferred() => InCell(
        "public (Vector y, Vector q) Step(Vector x, Vector [|q|]) => (x * Sum(q), q * 2);",
        "RNN0006",
        "The size of state 'q' cannot be inferred from the equations; give it with [Size(n)].");

    [Fact]
    public async Task ABaseOfCellsNeedsNoStep() =>
        Assert.Empty(await Analysis.Run(Compilations.OfValid("public abstract class Gated : Cell { protected static Vector Gate(Vector v) => Sigmoid(v); }")));

    [Fact]
    public async Task CellsThatShipHaveNoDiagnostics()
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "RnnSimd", "Cells");
        Assert.SkipUnless(Directory.Exists(directory), "The source of the cells is not beside the tests.");
        var source = Directory.EnumerateFiles(directory, "*.cs").Order().Select(path => Compilations.Tree(File.ReadAllText(path), path));
        var compilation = Compilations.Of("").AddSyntaxTrees(source);
        Assert.Empty(await Analysis.Run(compilation));
    }

    private static Task InCell(string members, string rule, params string[] messages) =>
        Analysis.Reports($"[RecurrentCell] public sealed class Test : Cell {{ {members} }}", rule, messages);
}
