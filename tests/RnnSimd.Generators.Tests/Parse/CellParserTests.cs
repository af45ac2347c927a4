using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests.Parse;

/// <summary>Each feature of the language, through the printed graph.</summary>
public sealed class CellParserTests
{
    [Fact]
    public void EquationsBecomeAGraphInTheOrderOfExecution()
    {
        var text = Print(
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
            text);
    }

    private static string Print(string members)
    {
        var compilation = Compilations.OfValid($"[RecurrentCell] public sealed class Test : Cell {{ {members} }}");
        var parse = CellParser.Parse(compilation.Type("Test"), compilation, CancellationToken.None);
        Assert.Empty(parse.Diagnostics);
        return CellText.Print(parse.Model!);
    }
}
