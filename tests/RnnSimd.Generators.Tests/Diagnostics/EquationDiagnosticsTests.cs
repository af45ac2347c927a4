namespace RnnSimd.Generators.Tests.Diagnostics;

/// <summary>What is reported inside the equations of a cell, where, and in which words.</summary>
public sealed class EquationDiagnosticsTests
{
    [Theory]
    [InlineData("if (two > 1) { x = x + 1; }")]
    [InlineData("for (var i = 0; i < 3; i++) { }")]
    [InlineData("while (two < 1) { }")]
    [InlineData("Tanh(x);")]
    [InlineData("two++;")]
    [InlineData("throw new Exception();")]
    public Task UnsupportedStatement(string statement) => InStep(
        $"var two = 2; [|{statement}|] return x;",
        "RNN0007",
        $"The statement '{statement}' cannot be part of a cell's equations; they are made of local variables, assignments and one final return");

    [Fact]
    public Task LongSourceIsQuotedOnOneLineAndCut() => InStep(
        """
        [|if (x.Length > 3)
        {
            x = x + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9;
        }|]
        return x;
        """,
        "RNN0007",
        "The statement 'if (x.Length > 3) { x = x + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 +…' cannot be part of a cell's equations; "
        + "they are made of local variables, assignments and one final return");

    [Theory]
    [InlineData("x.Length > 2 ? x : x")]
    [InlineData("x[0]")]
    [InlineData("x.Length")]
    [InlineData("new Vector(1, 2)")]
    [InlineData("x switch { _ => x }")]
    [InlineData("(Vector)default")]
    public Task UnsupportedExpression(string expression) => InStep(
        $"var value = [|{expression}|]; return x;".Replace("[|(Vector)default|]", "(Vector)[|default|]"),
        "RNN0008",
        $"'{expression.Replace("(Vector)", "")}' cannot be part of a cell's equations; they are made of + - * /, the functions of Cell, "
        + "numbers, variables, tuples and calls of methods that are made of the same");

    [Theory]
    [InlineData("_ = [|nameof(x)|]; return x;", "nameof(x)", "a constant has to be a number")]
    [InlineData("var two = 2; return x * [|(byte)two|];", "(byte)two", "the numbers of equations are double, float, int and long")]
    [InlineData("var two = 2; return x * ([|two << 1|]);", "two << 1", "it has no constant value")]
    [InlineData("var two = 2; return x * ([|two / (two - 2)|]);", "two / (two - 2)", "it has no constant value")]
    [InlineData("return [|Dropout(x, 1)|];", "Dropout(x, 1)", "the rate of a dropout has to be 0 or more and less than 1")]
    [InlineData("return [|Dropout(x, -0.1)|];", "Dropout(x, -0.1)", "the rate of a dropout has to be 0 or more and less than 1")]
    [InlineData("return [|Dropout(x, double.NaN)|];", "Dropout(x, double.NaN)", "the rate of a dropout has to be 0 or more and less than 1")]
    [InlineData("return [|Base|] * x;", "Base", "the parameters of 'Test' are the instance fields that it declares itself")]
    [InlineData("[|w|] = x; return x;", "w", "only local variables and parameters can be assigned; a state's new value is returned")]
    public Task ExpressionWithAReasonOfItsOwn(string statements, string quoted, string reason) => InStep(
        statements,
        "RNN0008",
        $"'{quoted}' cannot be part of a cell's equations; {reason}");

    [Theory]
    [InlineData("x.ToString()", "ToString", "it is no function of the language of equations")]
    [InlineData("Math.Cbrt(8)", "Math.Cbrt", "write its value as a number")]
    [InlineData("Generic(x)", "Generic", "it is generic")]
    [InlineData("new Other().Method(x)", "Method", "only static methods and methods of 'Test' itself can")]
    [InlineData("Virtual(x)", "Virtual", "which method runs is not known at compile time, because it is virtual")]
    [InlineData("Changes(ref x)", "Changes", "its parameter 'v' is passed by reference; return a tuple instead")]
    [InlineData("IsLarge(x)", "IsLarge", "it returns 'bool'; it has to return a Vector, a Scalar, a number or a tuple of these")]
    [InlineData("Named(x)", "Named", "its parameter 'name' has type 'string'; Vector, Scalar, Matrix, numbers and tuples of these can be passed")]
    [InlineData("double.Cbrt(8)", "Cbrt", "its source is not in this project; only the functions of Cell and methods of this project can")]
    [InlineData("Delegate(x)", "Invoke", "only methods and local functions can")]
    public Task UnsupportedCall(string call, string method, string reason) => InStep(
        $"_ = [|{call}|]; return x;",
        "RNN0009",
        $"'{method}' cannot be called in a cell's equations; {reason}");

    [Theory]
    [InlineData("bool [|b = true|]; return x;", "Variable 'b'", "bool", "Vector, Scalar, Matrix, a number or a tuple of these")]
    [InlineData("Vector[] [|a = [x]|]; return x;", "Variable 'a'", "Vector[]", "Vector, Scalar, Matrix, a number or a tuple of these")]
    [InlineData("ref var [|r = ref x|]; return x;", "Variable 'r'", "ref Vector", "Vector, Scalar, Matrix, a number or a tuple of these")]
    [InlineData("_ = [|flag|]; return x;", "Field 'flag'", "bool", "Matrix, Vector, Scalar or a constant number")]
    public Task UnsupportedType(string statements, string what, string type, string expected) => InStep(
        statements,
        "RNN0010",
        $"{what} has type '{type}'; expected {expected}");

    [Theory]
    [InlineData("return [|rate|] * x;", "rate", "declare it const, or as a field of type Scalar to have it trained")]
    [InlineData("return Dropout(x, [|rate|]);", "rate", "declare it const, or as a field of type Scalar to have it trained")]
    [InlineData("return [|Shared|] * x;", "Shared", "declare it const, or as a field of type Scalar to have it trained")]
    [InlineData("return [|primary|] * x;", "primary", "a number in equations is a constant, a trained one a field of type Scalar")]
    public Task NotConstant(string statements, string name, string reason) => InStep(
        statements,
        "RNN0020",
        $"The value of '{name}' is not known at compile time; {reason}");

    [Fact]
    public Task Recursion() => Analysis.Reports(
        """
        [RecurrentCell] public sealed class Test : Cell
        {
            public Vector Step(Vector x) => F(x);
            Vector F(Vector v) => G(v) + 1;
            Vector G(Vector v) => [|F(v)|] + 1;
        }
        """,
        "RNN0017",
        "'F' is called from within itself; equations are written out at compile time, so a method cannot be recursive");

    [Fact]
    public Task RecursionOfStep() => InStep(
        "return [|Step(x)|];",
        "RNN0017",
        "'Step' is called from within itself; equations are written out at compile time, so a method cannot be recursive");

    [Fact]
    public Task CallsThatDoubleAtEveryLevel()
    {
        var levels = string.Concat(Enumerable.Range(1, 30).Select(i => $"Vector F{i}(Vector v) => F{i - 1}(v) + F{i - 1}(v);\n"));
        return Analysis.Reports(
            $"[RecurrentCell] public sealed class Test : Cell {{ Vector F0(Vector v) => v; {levels} public Vector Step(Vector x) => [|F30(x)|]; }}",
            "RNN0023",
            "Written out, the equations of 'Test' contain more than 10000 calls of helper methods");
    }

    [Fact]
    public async Task AnErrorInAHelperIsReportedOnceHoweverOftenItIsCalled() => await Analysis.Reports(
        """
        [RecurrentCell] public sealed class Test : Cell
        {
            public Vector Step(Vector x) => F(x) + F(F(x)) + F(1 + x);
            static Vector F(Vector v) => v * [|v[0]|];
        }
        """,
        "RNN0008",
        "'v[0]' cannot be part of a cell's equations; they are made of + - * /, the functions of Cell, numbers, variables, tuples and "
        + "calls of methods that are made of the same");

    [Fact]
    public async Task IndependentErrorsAreReportedTogetherAndWhatFollowsFromThemIsNot()
    {
        var marked = MarkedSource.Parse(
            """
            [RecurrentCell] public sealed class Test : Cell
            {
                public (Vector y, Vector h) Step(Vector x, Vector h)
                {
                    var a = [|x[0]|] * x;
                    var b = Exp(a) + a;
                    var c = [|Virtual(h)|];
                    return (b + c, c);
                }

                Vector Virtual(Vector v) => throw new Exception();
            }
            """);
        var diagnostics = await Analysis.Run(Compilations.OfValid(marked.Text));
        Assert.Equal(["RNN0008", "RNN0008"], diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("return y;")]
    [InlineData("return Tanh(x, x, x);")]
    [InlineData("Unknown a = x; return x + a;")]
    [InlineData("Vector a; return a;")]
    [InlineData("var v = ; return x;")]
    [InlineData("")]
    public async Task ErrorsOfCSharpAreLeftToTheCSharpCompiler(string statements) =>
        Assert.Empty(await Analysis.Run(Compilations.Of(Source(statements))));

    private static Task InStep(string statements, string rule, string message) => Analysis.Reports(Source(statements), rule, message);

    private static string Source(string statements) =>
        $$"""
        public class WithField : Cell { protected Vector Base; }

        [RecurrentCell] public class Test(double primary) : WithField
        {
            static readonly double Shared = 2;
            static readonly Func<Vector, Vector> Delegate = v => v;
            Vector w;
            double rate = 0.1;
            bool flag;

            public Vector Step(Vector x) { {{statements}} }

            protected virtual Vector Virtual(Vector v) => v;
            static T Generic<T>(T v) => v;
            static Vector Changes(ref Vector v) => v;
            static bool IsLarge(Vector v) => true;
            static Vector Named(Vector v, string name = "a") => v;
        }

        public sealed class Other { public Vector Method(Vector v) => v; }
        """;
}
