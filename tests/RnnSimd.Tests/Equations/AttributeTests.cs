using System.Reflection;
using RnnSimd.Cells;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Equations;

public class AttributeTests
{
    [Theory]
    [InlineData(typeof(Lstm), "bf", Initializer.Constant, 1)]
    [InlineData(typeof(PeepholeLstm), "bf", Initializer.Constant, 1)]
    [InlineData(typeof(LayerNormLstm), "ac", Initializer.Constant, 1)]
    [InlineData(typeof(ReluElman), "U", Initializer.Identity, 1)]
    [InlineData(typeof(Attributed), "a", Initializer.Constant, 0)]
    [InlineData(typeof(Attributed), "B", Initializer.Orthogonal, 0.5)]
    [InlineData(typeof(Attributed), "c", Initializer.Constant, -2.5)]
    public void Init_says_how_a_field_starts(Type cell, string field, Initializer initializer, double argument)
    {
        var init = Field(cell, field).GetCustomAttribute<InitAttribute>()!;

        Assert.Equal(initializer, init.Initializer);
        Assert.Equal(argument, init.Argument);
    }

    [Fact]
    public void Size_says_rows_and_columns_and_can_name_the_layers_own()
    {
        var (a, b) = (Field(typeof(Attributed), "a").GetCustomAttribute<SizeAttribute>()!, Field(typeof(Attributed), "B").GetCustomAttribute<SizeAttribute>()!);

        Assert.Equal((7, 1), (a.Rows, a.Columns));
        Assert.Equal((Size.Units, Size.Inputs), (b.Rows, b.Columns));
        Assert.True(Size.Units < 0 && Size.Inputs < 0 && Size.Units != Size.Inputs);
    }

    private static FieldInfo Field(Type cell, string name) => cell.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    private sealed class Attributed
    {
        [Size(7), Init(0)] private readonly Vector a = default;
        [Size(Size.Units, Size.Inputs), Init(Initializer.Orthogonal, 0.5)] private readonly Matrix B = default;
        [Init(-2.5), Frozen] private readonly Scalar c = default;

        public string Text => $"{a}{B}{c}";
    }
}
