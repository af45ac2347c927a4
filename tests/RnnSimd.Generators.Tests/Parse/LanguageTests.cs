namespace RnnSimd.Generators.Tests.Parse;

/// <summary>Each way of writing equations in C#, and the mathematics that it is read as.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void ExpressionBody() => Check(
        "Matrix W, U; Vector b; public Vector Step(Vector x, Vector h) => Tanh(W * x + U * h + b);",
        "h' = tanh(W · x + U · h + b)", "output = tanh(W · x + U · h + b)");

    [Fact]
    public void TypedAndInferredLocals() => Check(
        "Matrix W; public Vector Step(Vector x) { Vector a = W * x; var b = Exp(a); return a + b; }",
        "a = W · x", "b = exp(a)", "output = a + b");

    [Fact]
    public void SeveralLocalsInOneDeclarationAndLaterAssignment() => Check(
        "public Vector Step(Vector x) { Vector a = Exp(x), b; b = Sin(a); return a * b; }",
        "a = exp(x)", "b = sin(a)", "output = a ∘ b");

    [Fact]
    public void ReassignmentAndCompoundAssignment() => Check(
        "public Vector Step(Vector x) { var a = Exp(x); a += x; a *= 2; a -= x; a /= 3; a = -a; return a; }",
        "a = exp(x)", "a = a + x", "a = a ∘ 2", "a = a − x", "a = a / 3", "a = −a", "output = a");

    [Fact]
    public void AssignmentIsAnExpression() => Check(
        "public (Vector y, Vector h) Step(Vector x, Vector h) { Vector a, b; a = b = Exp(x); return (a, b + h); }",
        "b = exp(x)", "h' = b + h", "output = b");

    [Fact]
    public void AReassignedStateIsItsNewValueFromThenOn() => Check(
        "public (Vector y, Vector h) Step(Vector x, Vector h) { h = h + x; h *= 2; return (Exp(h), h); }",
        "y = exp((h + x) ∘ 2)", "h' = (h + x) ∘ 2", "output = y");

    [Fact]
    public void ParenthesesAndUnaryMinus() => Check(
        "public Vector Step(Vector x, Vector h) => -(x - (h - x)) * -h;",
        "h' = −(x − (h − x)) ∘ −h", "output = −(x − (h − x)) ∘ −h");

    [Fact]
    public void NumbersOfEveryTypeBecomeScalars() => Check(
        "public Vector Step(Vector x) => 2 * x + 0.5 * x + 0.25f * x + 3L * x + (byte)4 * x;",
        "output = 2 ∘ x + 0.5 ∘ x + 0.25 ∘ x + 3 ∘ x + 4 ∘ x");

    [Fact]
    public void ConstantsWhereverTheyAreDeclared() => CheckWith(
        "public static class Other { public const float Size = 8; }",
        "const double Field = 1.5; public Vector Step(Vector x) { const int local = 2; return Field * x + local * x + Math.PI * x + Other.Size * x; }",
        "output = 1.5 ∘ x + 2 ∘ x + 3.141592653589793 ∘ x + 8 ∘ x");

    [Fact]
    public void ArithmeticOnNumbersIsThatOfCSharp() => Check(
        "public Vector Step(Vector x) { int n = 7; var half = n / 2; double exact = n / 2.0; float f = 0.1f; f *= 3; n -= 9; return half * x + exact * x + f * x + n * x + n % 4 * x + +n * x; }",
        $"output = 3 ∘ x + 3.5 ∘ x + {((double)(0.1f * 3)).ToString("R", System.Globalization.CultureInfo.InvariantCulture)} ∘ x + −2 ∘ x + −2 ∘ x + −2 ∘ x".Replace('−', '-'));

    [Fact]
    public void MathOnNumbersIsComputed() => Check(
        "const double Two = 2; public Vector Step(Vector x) => Math.Sqrt(Two * 8) * x + Math.Pow(2, 0.5 * 6) * x + Math.Max(1, 5) * x;",
        "output = 4 ∘ x + 8 ∘ x + 5 ∘ x");

    [Fact]
    public void ANumberCanBeAScalarVariable() => Check(
        "public Vector Step(Vector x) { Scalar k = 0.5; Scalar m = k * 2; return m * x; }",
        "m = 0.5 ∘ 2", "output = m ∘ x");

    [Fact]
    public void ScalarParametersStatesAndInputs() => Check(
        "Scalar k; Vector w; public (Vector y, Scalar s) Step(Scalar x, Scalar s) { s = Sigmoid(k * s + x); return (w * s, s); }",
        "y = w ∘ σ(k ∘ s + x)", "s' = σ(k ∘ s + x)", "output = y");

    [Fact]
    public void MatricesCanBePassedAndAssigned() => Check(
        "Matrix W, U; static Vector Apply(Matrix m, Vector v) => m * v; public Vector Step(Vector x, Vector h) { var m = W; return Apply(m, x) + Apply(U, h); }",
        "h' = W · x + U · h", "output = W · x + U · h");

    [Fact]
    public void HelperMethodsAreReadInPlace() => Check(
        """
        Matrix Wf, Uf, Wn, Un;
        Vector bf, bn;

        private static Vector Affine(Matrix w, Vector x, Matrix u, Vector h, Vector b) => w * x + u * h + b;
        private Vector Forget(Vector x, Vector h) => Sigmoid(Affine(Wf, x, Uf, h, bf));

        public Vector Step(Vector x, Vector h)
        {
            var f = Forget(x, h);
            var n = Tanh(Affine(b: bn, w: Wn, x: x, u: Un, h: f * h));
            return Mix(f, h, n);
        }

        static Vector Mix(Vector f, Vector a, Vector b) { var kept = (1 - f) * a; return kept + f * b; }
        """,
        "f = σ(Wf · x + Uf · h + bf)", "n = tanh(Wn · x + Un · (f ∘ h) + bn)", "kept = (1 − f) ∘ h", "h' = kept + f ∘ n", "output = kept + f ∘ n");

    [Fact]
    public void HelpersOfOtherClassesExtensionsAndOptionalArguments() => CheckWith(
        "public static class Shared { public static Vector Scale(Vector v, double k = 0.25) => k * v; public static Vector Twice(this Vector v) => v + v; }",
        "public Vector Step(Vector x) => Shared.Scale(x) + x.Twice();",
        "output = 0.25 ∘ x + x + x");

    [Fact]
    public void LocalFunctionsSeeTheVariablesAroundThem() => Check(
        """
        Matrix W;
        public Vector Step(Vector x)
        {
            var scale = 2.0;
            Vector Scaled(Vector v) { var product = W * v; return scale * product; }
            scale = 3;
            return Scaled(Scaled(x));
        }
        """,
        "product = W · x", "product = W · (3 ∘ product)", "output = 3 ∘ product");

    [Fact]
    public void AHelperCanBeCalledInItsOwnArguments() => Check(
        "static Vector F(Vector v) { v = v + 1; return Exp(v); } public Vector Step(Vector x) => F(F(x));",
        "v = x + 1", "v = exp(v) + 1", "output = exp(v)");

    [Fact]
    public void TuplesAreTakenApartByNamePlaceAndDeconstruction() => Check(
        """
        static (Vector sin, Vector cos) Wave(Vector v) => (Sin(v), Cos(v));
        public (Vector y, Vector h, Vector g) Step(Vector x, Vector h, Vector g)
        {
            var w = Wave(x);
            var (s, c) = Wave(h);
            (Vector Outer, (Vector, Scalar Deep) Inner) nested = (w.sin, (s, 0.5));
            Vector t;
            (t, _) = (w.Item2, c);
            (h, g) = (g, h);
            return (nested.Outer * nested.Inner.Deep + nested.Inner.Item1, h + t, g * c);
        }
        """,
        "t = cos(x)", "s = sin(h)", "c = cos(h)", "y = sin(x) ∘ 0.5 + s", "h' = g + t", "g' = h ∘ c", "output = y");

    [Fact]
    public void ThreeFunctionsReduceAndTwoTakeWholeVectors() => Check(
        "Vector a, b; public Vector Step(Vector x) => Softmax(x) * Sum(x) + LayerNorm(x, a, b) * Mean(x) + x * Dot(x, a);",
        "output = softmax(x) ∘ sum(x) + layerNorm(x, a, b) ∘ mean(x) + x ∘ dot(x, a)");

    [Fact]
    public void MinAndMaxMixVectorsScalarsAndNumbers() => Check(
        "Scalar k; public Vector Step(Vector x, Vector h) => Max(x, h) + Min(k, x) + Max(x, 0.5) + Min(1, Max(k, k));",
        "h' = max(x, h) + min(k, x) + max(x, 0.5) + min(1, max(k, k))", "output = max(x, h) + min(k, x) + max(x, 0.5) + min(1, max(k, k))");

    [Theory]
    [InlineData("Sigmoid", "σ(x)")]
    [InlineData("Tanh", "tanh(x)")]
    [InlineData("Relu", "relu(x)")]
    [InlineData("Softplus", "softplus(x)")]
    [InlineData("Silu", "silu(x)")]
    [InlineData("Exp", "exp(x)")]
    [InlineData("Log", "log(x)")]
    [InlineData("Sqrt", "sqrt(x)")]
    [InlineData("Abs", "abs(x)")]
    [InlineData("Square", "x²")]
    [InlineData("Sin", "sin(x)")]
    [InlineData("Cos", "cos(x)")]
    [InlineData("HardSigmoid", "hardSigmoid(x)")]
    [InlineData("HardTanh", "hardTanh(x)")]
    public void FunctionsOfOneArgumentTakeVectorsAndScalars(string function, string equation)
    {
        Check($"public Vector Step(Vector x) => {function}(x);", $"output = {equation}");
        Check($"public Scalar Step(Scalar x) => {function}(x);", $"output = {equation}");
    }

    [Theory]
    [InlineData("LeakyRelu(x)", "LeakyRelu 0 0.01")]
    [InlineData("LeakyRelu(x, 0.2)", "LeakyRelu 0 0.2")]
    [InlineData("Elu(x)", "Elu 0 1")]
    [InlineData("Elu(alpha: 1 / 3.0, x: x)", "Elu 0 0.3333333333333333")]
    public void ASlopeOrAlphaBelongsToTheOperation(string call, string node)
    {
        var cell = Equations.Cell($"public Vector Step(Vector x) => {call};");
        Assert.EndsWith($"\n1: {node}\n", Generators.Parse.CellText.Print(cell), StringComparison.Ordinal);
    }

    [Fact]
    public void EachCallOfDropoutIsOneOfItsOwnAndCountedEvenIfNothingReadsIt()
    {
        var cell = Equations.Cell(
            """
            public Vector Step(Vector x)
            {
                var unused = Dropout(x, 0.5);
                return Half(x) + Half(x) * Dropout(rate: 1 / 4.0, x: x);
            }

            private static Vector Half(Vector v) => Dropout(v, 0.5);
            """);
        Assert.EndsWith(
            "\n1: Dropout 0 0.5 1\n2: Dropout 0 0.5 2\n3: Dropout 0 0.25 3\n4: Multiply 2 3\n5: Add 1 4\n",
            Generators.Parse.CellText.Print(cell), StringComparison.Ordinal);
    }

    private static void Check(string members, params string[] equations) => Assert.Equal(equations, Equations.Of(Equations.Cell(members)));

    private static void CheckWith(string otherTypes, string members, string equation) =>
        Assert.Equal([equation], Equations.Of(Equations.Cell(members, otherTypes)));
}
