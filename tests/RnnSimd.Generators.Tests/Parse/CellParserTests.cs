using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests.Parse;

/// <summary>Cells as a whole: parameters, states, results and the graph between them.</summary>
public sealed class CellParserTests
{
    [Fact]
    public void EquationsBecomeAGraphInTheOrderOfExecution()
    {
        var cell = Equations.Cell(
            """
            Matrix Wf, Uf, Wn, Un;
            Vector bf, bn;

            public Vector Step(Vector x, Vector h)
            {
                var f = Sigmoid(Wf * x + Uf * h + bf);
                var n = Tanh(Wn * x + Un * (f * h) + bn);
                return (1 - f) * h + f * n;
            }
            """);
        Assert.Equal(
            """
            RnnSimd cell 1
            cell Test
            parameter Wf matrix
            parameter Uf matrix
            parameter Wn matrix
            parameter Un matrix
            parameter bf vector
            parameter bn vector
            input x vector
            state h vector = 23
            output 23
            0: Parameter Wf
            1: Input
            2: Product 0 1
            3: Parameter Uf
            4: State h
            5: Product 3 4
            6: Add 2 5
            7: Parameter bf
            8: Add 6 7
            9: Sigmoid 8 as f
            10: Parameter Wn
            11: Product 10 1
            12: Parameter Un
            13: Multiply 9 4
            14: Product 12 13
            15: Add 11 14
            16: Parameter bn
            17: Add 15 16
            18: Tanh 17 as n
            19: Constant 1
            20: Subtract 19 9
            21: Multiply 20 4
            22: Multiply 9 18
            23: Add 21 22

            """,
            CellText.Print(cell));
    }

    [Fact]
    public void ParametersKeepTheirOrderAndAttributes() => Assert.Equal(
        """
        RnnSimd cell 1
        cell Test
        parameter W matrix init HeNormal 0.5
        parameter U matrix size units 3 init Orthogonal 1
        parameter V matrix size 3 inputs
        parameter b vector init Constant 1 frozen
        parameter c vector init Constant -0.25
        parameter q vector size 3
        parameter k scalar init Constant 0.5
        """,
        Head(
            """
            [Init(Initializer.HeNormal, 0.5)] Matrix W;
            [Size(Size.Units, 3), Init(Initializer.Orthogonal)] public Matrix U;
            [Size(3, Size.Inputs)] private readonly Matrix V;
            [Frozen, Init(1)] internal Vector b;
            [Init(-0.25)] Vector c;
            [Size(3)] Vector q;
            [Init(0.5f)] Scalar k;
            static readonly Vector Shared;
            const double Two = 2;

            public Vector Step(Vector x) => k * (W * x) + U * (V * x + q) + b + c;
            """,
            "parameter"));

    [Fact]
    public void StatesHaveSizesAndTheirNewValues() => Assert.Equal(
        """
        RnnSimd cell 1
        cell Test
        input v vector
        state h vector size units = 4
        state s scalar = 1
        state q vector size 7 = 0
        output 2
        0: State q
        1: Sum 0
        2: Input
        3: State h
        4: Add 2 3

        """,
        CellText.Print(Equations.Cell(
            """
            public (Scalar s, Vector y, Vector q, Vector h) Step(Vector v, [Size(Size.Units)] Vector h, Scalar s, [Size(7)] Vector q)
                => (Sum(q), v, q, v + h);
            """)));

    [Theory]
    [InlineData("public Vector Step(Vector x, Vector h) => x;", "h' = x", "output = x")]
    [InlineData("public (Vector h, Vector c) Step(Vector x, Vector h, Vector c) => (c, x);", "h' = c", "c' = x", "output = c")]
    [InlineData("public (Vector c, Vector h) Step(Vector x, Vector h, Vector c) => (c, x);", "h' = x", "c' = c", "output = c")]
    [InlineData("public (Vector h, Vector y) Step(Vector x, Vector h) => (x, h);", "h' = x", "output = h")]
    [InlineData("public Vector Step(Vector x) => x;", "output = x")]
    public void TheOutputIsTheElementThatIsNoStateElseTheFirst(string step, params string[] equations) =>
        Assert.Equal(equations, Equations.Of(Equations.Cell(step)));

    [Fact]
    public void WhatNoResultDependsOnIsLeftOut()
    {
        var compilation = Compilations.OfValid(
            "[RecurrentCell] public sealed class Test : Cell { Vector a, b; public Vector Step(Vector x, Vector h) { var dead = Exp(a) + h; return b * x; } }");
        var parse = CellParser.Parse(compilation.Type("Test"), compilation, TestContext.Current.CancellationToken);
        Assert.Equal(["RNN0013"], parse.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal(
            """
            RnnSimd cell 1
            cell Test
            parameter b vector
            input x vector
            state h vector = 2
            output 2
            0: Parameter b
            1: Input
            2: Multiply 0 1

            """,
            CellText.Print(parse.Model!));
    }

    [Fact]
    public void NamesThatAreKeywordsLoseTheirAt() => Assert.Equal(
        ["long = in ∘ event", "output = long"],
        Equations.Of(Equations.Cell("Vector @in; public Vector Step(Vector @event) { var @long = @in * @event; return @long; }")));

    [Fact]
    public void ACellCanBeNestedAndPartial()
    {
        var compilation = Compilations.OfValid(
            """
            namespace Some.@namespace;
            public static class Outer
            {
                [RecurrentCell] internal sealed partial class Inner : Cell { Vector a; Vector Scale(Vector v) => a * v; }
                partial class Inner { public Vector Step(Vector x) => Scale(x); }
            }
            """);
        Assert.Equal("Some.@namespace.Outer.Inner", Equations.Cell(compilation, "Some.namespace.Outer+Inner").Name);
    }

    [Fact]
    public void AStepCanBeAPartialMethod()
    {
        const string Plain = "[RecurrentCell] public partial class Test : Cell { Vector a; public Vector Step(Vector x, Vector h) => a * x + h; }";
        const string Partial =
            """
            [RecurrentCell] public partial class Test : Cell { Vector a; public partial Vector Step(Vector x, Vector h); }
            partial class Test { public partial Vector Step(Vector x, Vector h) => a * x + h; }
            """;
        Assert.Equal(Equations.Cell(Compilations.OfValid(Plain), "Test"), Equations.Cell(Compilations.OfValid(Partial), "Test"));
    }

    [Fact]
    public void EveryWayOfWritingAStepGivesTheSameModel()
    {
        var plain = Equations.Cell("Matrix W; Vector b; public Vector Step(Vector x) { var a = W * x + b; return Tanh(a); }");
        var other = Equations.Cell(
            """
            Matrix W;

            // A comment, other white space, names written in full and a local function.
            Vector b;
            public global::RnnSimd.Equations.Vector Step(RnnSimd.Equations.Vector x)
            {
                Vector a = (Product()) + this.b;
                { return Cell.Tanh((a)); }
                Vector Product() => W * x;
            }
            """);
        Assert.Equal(plain, other);
        Assert.Equal(plain.GetHashCode(), other.GetHashCode());
    }

    /// <summary>The lines of the printed cell up to the last that begins with <paramref name="last"/>.</summary>
    private static string Head(string members, string last)
    {
        var lines = CellText.Print(Equations.Cell(members)).Split('\n');
        return string.Join('\n', lines[..(Array.FindLastIndex(lines, line => line.StartsWith(last, StringComparison.Ordinal)) + 1)]);
    }
}
