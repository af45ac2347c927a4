using FsCheck;
using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Parse;

namespace RnnSimd.Generators.Tests.Parse;

/// <summary>The text form of cells: what is written is read back, and nothing else is accepted.</summary>
public sealed class CellTextTests
{
    private const string Valid =
        """
        RnnSimd cell 1
        cell Some.Test
        parameter W matrix size units 3 init Uniform 0.1
        parameter b vector frozen
        input x vector
        state h vector size 4 = 5
        state s scalar = 6
        output 5
        0: Parameter W
        1: Input
        2: Product 0 1
        3: Parameter b
        4: Add 2 3
        5: LeakyRelu 4 -0.001 as a
        6: Constant 1E-05
        7: Dropout 2 0.25 1 as d

        """;

    [Fact]
    public void WhatIsReadIsPrintedAlike() => Assert.Equal(Valid, CellText.Print(Read(Valid)));

    [Fact]
    public void LineEndsOfWindowsAndEmptyLinesAreAccepted() =>
        Assert.Equal(Read(Valid), Read(Valid.Replace("\n", "\r\n") + "\r\n\r\n"));

    [Property]
    public void WhatIsPrintedIsReadAlike(int seed, PositiveInt size)
    {
        var cell = RandomCellModel.Grow(new Random(seed), size.Get);
        Assert.Equal(cell, Read(CellText.Print(cell)));
    }

    [Theory]
    [InlineData("", "the text is not that of a cell")]
    [InlineData("<xml/>", "the text is not that of a cell")]
    [InlineData("RnnSimd cell 2\nwhatever", "they are written in form 2, and this version of RnnSimd reads form 1; build both with the same version")]
    [InlineData("RnnSimd cell 01", "they are written in form 01, and this version of RnnSimd reads form 1; build both with the same version")]
    [InlineData("RnnSimd cell 1", "the text is incomplete")]
    public void AnotherFormIsRefused(string text, string error) => Assert.Equal(error, Error(text));

    [Theory]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W tensor")]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W matrix size 3")]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W matrix size units -3")]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W matrix init Uniform")]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W matrix init Uni(form 1")]
    [InlineData("parameter W matrix size units 3 init Uniform 0.1", "parameter W; matrix")]
    [InlineData("parameter b vector frozen", "parameter W vector")]
    [InlineData("parameter b vector frozen", "parameter b vector frozen solid")]
    [InlineData("parameter b vector frozen", "parameter")]
    [InlineData("input x vector", "input x matrix")]
    [InlineData("input x vector", "input x vector size 3")]
    [InlineData("state s scalar = 6", "state h scalar = 6")]
    [InlineData("state s scalar = 6", "state s scalar")]
    [InlineData("state s scalar = 6", "state s matrix = 6")]
    [InlineData("state s scalar = 6", "state s scalar size 1 = 6")]
    [InlineData("output 5", "output five")]
    [InlineData("output 5", "input y vector")]
    [InlineData("0: Parameter W", "0: Parameter V")]
    [InlineData("1: Input", "1: Parameter W")]
    [InlineData("1: Input", "7: Input")]
    [InlineData("1: Input", "1: OutputGradient")]
    [InlineData("1: Input", "1: Token")]
    [InlineData("2: Product 0 1", "2: Product 1 0")]
    [InlineData("2: Product 0 1", "2: Product 0")]
    [InlineData("2: Product 0 1", "2: Product 0 2")]
    [InlineData("2: Product 0 1", "2: Product 0 1 1")]
    [InlineData("2: Product 0 1", "2: Product 0 -1")]
    [InlineData("2: Product 0 1", "2: MultiplyAdd 1 1 1")]
    [InlineData("2: Product 0 1", "2: Nonsense 0 1")]
    [InlineData("2: Product 0 1", "2: 7 0 1")]
    [InlineData("4: Add 2 3", "4: Add 0 3")]
    [InlineData("5: LeakyRelu 4 -0.001 as a", "5: LeakyRelu 4")]
    [InlineData("5: LeakyRelu 4 -0.001 as a", "5: LeakyRelu 4 -0.001 as")]
    [InlineData("5: LeakyRelu 4 -0.001 as a", "5: LeakyRelu 4 -0.001 as a b")]
    [InlineData("5: LeakyRelu 4 -0.001 as a", "5: LeakyRelu 4 -0.001 as a+b")]
    [InlineData("6: Constant 1E-05", "6: Constant 0,5")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 2 0.25 as d")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 2 0.25 -1 as d")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 2 1 1 as d")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 2 -0.25 1 as d")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 2 NaN 1 as d")]
    [InlineData("7: Dropout 2 0.25 1 as d", "7: Dropout 6 0.25 1 as d")]
    public void AMalformedLineIsNamed(string line, string malformed)
    {
        var number = Array.IndexOf(Valid.Split('\n'), line) + 1;
        Assert.True(number > 0);
        Assert.Equal($"line {number}, '{malformed}', is malformed", Error(Valid.Replace(line + "\n", malformed + "\n")));
    }

    [Theory]
    [InlineData("cell Some.Test\n", "")]
    [InlineData("output 5\n", "")]
    [InlineData("output 5\n", "output 99\n")]
    [InlineData("output 5\n", "output 0\n")]
    [InlineData("state s scalar = 6", "state s scalar = 5")]
    [InlineData("state h vector size 4 = 5", "state h vector size 4 = 6")]
    [InlineData("state h vector size 4 = 5", "state h vector size 4 = 99")]
    public void WhatDoesNotFitTogetherIsRefused(string part, string replacement) =>
        Assert.Equal("the text is incomplete", Error(Valid.Replace(part, replacement)));

    [Property]
    public void AnyDamageIsRefusedOrReadWithoutAnException(int position, char replacement)
    {
        var place = (int)((uint)position % (uint)Valid.Length);
        var damaged = Valid.Remove(place, 1).Insert(place, replacement.ToString());
        var cell = CellTextReader.Read(damaged, out var error);
        Assert.Equal(cell is null, error.Length > 0);
    }

    private static CellModel Read(string text)
    {
        var cell = CellTextReader.Read(text, out var error);
        Assert.Equal("", error);
        return cell!;
    }

    private static string Error(string text)
    {
        Assert.Null(CellTextReader.Read(text, out var error));
        return error;
    }
}
