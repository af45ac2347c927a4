using System.Diagnostics.CodeAnalysis;
using RnnSimd.Generators.Tests.RandomCells;

namespace RnnSimd.Generators.Tests.Emit;

/// <summary>Whatever C# lets users call fields, states, inputs and variables, emitted code may use itself: it must not mix them up.</summary>
[RequiresUnreferencedCode("The equations are found by reflection.")]
public sealed class ValueNameTests
{
    private const int Roles = 7;

    // Each two neighbours meet in one cell. A name is a sum, a value, a matrix and the input, or it is a sum, a vector and the state.
    private static readonly string[] s_names =
    [
        "s", "s_chain1", "s_0", "s_1", "s_0_chain1", "s_chain", "state", "tape", "row", "rows", "x", "dx", "i", "di", "j", "k", "a", "weightRow", "factor", "factor0", "factor1", "weights",
        "parameters", "parametersJ", "rowJ", "input", "previous", "gradient", "hNext", "dhAhead", "y", "dy", "v", "v1", "vIn", "tanhV1",
        "Activation", "Vector512", "Vector128", "Unsafe", "Lanes", "Math", "Span", "MemoryMarshal",
        "StepLanesElementsX8", "StepLanesElementsX4", "StepLanesElementsX2", "StepLanesX8", "ForwardLoop", "BackwardLoopX8", "Layer0", "Forward", "RowSize",
        "@class", "@float", "@ref", "_", "var", "nint", "value", "field", "await", "yield", "scoped", "nameof", "Größe", "ｘ",
    ];

    private static int Cells => (s_names.Length + 1) / 2;

    [Fact]
    public void A_cell_computes_right_whatever_its_values_are_called()
    {
        var (compiled, errors) = CompiledCells.Compile(Enumerable.Range(0, Cells).Select(i => (Source(i), i)));
        Assert.True(compiled is not null, string.Join("\n", errors.Select(error => $"{Source(error.Key)}\n{error.Value}")));
        using (compiled)
        {
            for (var i = 0; i < Cells; i++)
            {
                var mismatch = CellCheck.Run(compiled.Double(i, seed: 1), compiled.Single(i, seed: 1), out var isDecided);
                Assert.True(mismatch is null && isDecided, $"{Source(i)}\n{mismatch}");
            }
        }
    }

    // 17 inputs and 9 units in double precision: sums of several vectors in several chains.
    private static string Source(int index)
    {
        string[] names = [.. Enumerable.Range(0, Roles).Select(role => s_names[(2 * index + role) % s_names.Length])];
        var (first, second, third, field, matrix, state, input) = (names[0], names[1], names[2], names[3], names[4], names[5], names[6]);
        return $$"""
            [RecurrentCell]
            public sealed class Cell{{index}} : Cell
            {
                Matrix W, U, {{matrix}};
                Vector b, {{field}};

                public Vector Step(Vector {{input}}, Vector {{state}})
                {
                    var {{first}} = W * {{input}} + U * {{state}} + b;
                    var {{second}} = {{matrix}} * {{input}} + {{field}};
                    var {{third}} = Sigmoid({{second}}) * {{first}};
                    return Tanh({{third}}) + 0.5 * {{state}};
                }
            }

            [RecurrentNetwork(InputSize = 17, Precision = Precision.Double)]
            [Layer<Cell{{index}}>(9)]
            public sealed partial class Double{{index}};

            [RecurrentNetwork(InputSize = 17)]
            [Layer<Cell{{index}}>(9)]
            public sealed partial class Single{{index}};
            """;
    }
}
