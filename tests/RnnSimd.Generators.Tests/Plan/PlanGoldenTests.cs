using RnnSimd.Generators.Plan;

namespace RnnSimd.Generators.Tests.Plan;

/// <summary>Plans as they are printed: a change of a decision is seen, and seen to be meant.</summary>
public sealed class PlanGoldenTests
{
    [Fact]
    public void The_plan_of_an_Lstm() =>
        Golden.Equal("Lstm.plan.txt", PlanText.Of(Planner.Plan(ShippedCells.Network(3, isDouble: false, ("Lstm", 20), ("Dense", 1)))));

    [Fact]
    public void The_plan_of_a_Gru() =>
        Golden.Equal("Gru.plan.txt", PlanText.Of(Planner.Plan(ShippedCells.Network(2, isDouble: true, ("Gru", 13)))));

    [Fact]
    public void The_plan_of_an_Lstm_that_takes_tokens() =>
        Golden.Equal("Tokens.plan.txt", PlanText.Of(Planner.Plan(ShippedCells.OnTokens(30, isDouble: false, ("Lstm", 20), ("DenseSoftmax", 30)))));

    // 64 inputs and units in four matrices each are 128 KiB, more than any first-level cache.
    [Fact]
    public void The_plan_of_an_Lstm_that_streams_its_weights() =>
        Golden.Equal("Lstm.streaming.plan.txt", PlanText.Of(Planner.Plan(ShippedCells.Network(64, isDouble: false, ("Lstm", 64)))));
}
