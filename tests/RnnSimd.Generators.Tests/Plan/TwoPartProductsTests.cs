using RnnSimd.Generators.Ir;
using RnnSimd.Generators.Plan;
using Place = RnnSimd.Generators.Plan.Place;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>Which products of a loop are one with a product before it: those that do not differ in the bits.</summary>
public sealed class TwoPartProductsTests
{
    private static readonly ProductCall s_first = new(
        new(Place.Row, 16), SumStart.Bias, new(Place.Parameters, 0), new(Place.Row, 0), 8, new(Place.Parameters, 128), 128, 0, 128, 1,
        "z = b + W · x\nv = c + V · x");

    private static readonly ProductCall s_second = new(
        new(Place.Row, 16), SumStart.Destination, default, new(Place.Previous, 144), 64, new(Place.Parameters, 128 + 8 * 128), 128, 64, 128, 2,
        "z += U · h\nv += T · h");

    [Fact]
    public void Parts_whose_weights_follow_each_other_are_one()
    {
        var call = Assert.IsType<ProductCall>(Assert.Single(TwoPartProducts.InLoop([s_first], [s_second])));

        Assert.Equal(s_first, call.FirstPart);
        Assert.Equal(72, call.PanelRows);
        Assert.Equal(new(128, 72, 128), PackedCopy.Of(call));
        Assert.Equal(s_second with { PanelRows = 72 }, call with { FirstPart = null });
    }

    public static TheoryData<string> Differences => ["start", "chains", "columns", "destination", "weights", "stride", "panels"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void Others_are_left_alone(string difference)
    {
        var (first, second) = difference switch
        {
            "start" => (s_first with { Start = SumStart.Zero }, s_second),
            "chains" => (s_first with { Chains = 2 }, s_second),
            "columns" => (s_first with { Columns = 192 }, s_second),
            "destination" => (s_first, s_second with { Destination = new(Place.Row, 80) }),
            "weights" => (s_first, s_second with { Weights = new(Place.Parameters, 4096) }),
            "stride" => (s_first with { WeightStride = 64 }, s_second),
            _ => (s_first, s_second with { PanelRows = 0 }),
        };

        Assert.Equal([second], TwoPartProducts.InLoop([first], [second]));
    }

    [Fact]
    public void A_first_part_that_others_read_is_left_alone()
    {
        var reader = new ElementLoop("Loop", 64, new([new Source(0, new(Place.Row, 80))]), new([1]), new([new Store(1, new(Place.Row, 208))]));
        var neighbour = reader with { Sources = new([new Source(0, new(Place.Row, 144))]) };
        var reduction = new ReductionCall(Op.Sum, new(Place.Row, 143), default, new(Place.Row, 300), 1, "s = sum(v)");

        Assert.Equal([reader, s_second], TwoPartProducts.InLoop([s_first], [reader, s_second]));
        Assert.Equal([s_second], TwoPartProducts.InLoop([s_first, reduction], [s_second]));
        Assert.NotNull(((ProductCall)TwoPartProducts.InLoop([s_first, neighbour], [s_second, reader]).First()).FirstPart);
    }

    [Fact]
    public void A_first_part_that_others_add_to_before_is_left_alone()
    {
        var adding = s_second with { Operand = new(Place.Previous, 208), Weights = new(Place.Parameters, 65536), PanelRows = 0 };

        Assert.Equal([adding, s_second], TwoPartProducts.InLoop([s_first], [adding, s_second]));
        Assert.NotNull(((ProductCall)TwoPartProducts.InLoop([s_first], [s_second, adding]).First()).FirstPart);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_that_another_product_reads_from_panels_keep_their_own(bool isSecondPart)
    {
        var other = (isSecondPart ? s_second : s_first) with { Destination = new(Place.Row, 400), Operand = new(Place.Row, 16), PanelRows = 64 };
        var plain = other with { PanelRows = 0 };

        Assert.Equal([s_second, other], TwoPartProducts.InLoop([s_first], [s_second, other]));
        Assert.NotNull(((ProductCall)TwoPartProducts.InLoop([s_first], [s_second, plain]).First()).FirstPart);
        Assert.Equal([s_second, s_second with { Operand = new(Place.Previous, 208) }], TwoPartProducts.InLoop([s_first], [s_second, s_second with { Operand = new(Place.Previous, 208) }]));
    }
}
