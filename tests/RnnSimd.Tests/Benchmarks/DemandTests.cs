using RnnSimd.Benchmarks.Cases;
using RnnSimd.Cells;
using RnnSimd.Tests.Networks;
using RnnSimd.Tests.Networks.UserCells;

namespace RnnSimd.Tests.Benchmarks;

/// <summary>What the benchmarks say that a call demands, against counts by hand: for 5 inputs and 20 units.</summary>
public class DemandTests
{
    private const int Units = 20;
    private const int Weights = 5 * Units;
    private const int StateWeights = Units * Units;
    private const int Gate = Weights + StateWeights + Units;

    [Fact]
    public void A_step_reads_every_weight_and_multiplies_by_every_matrix_once() => Assert.Equal(
        new Demand(4 * (Weights + StateWeights), 4 * sizeof(float) * Gate, 4 * sizeof(float) * Gate, Sigmoids: 3 * Units, Tanhs: 2 * Units),
        Case(NetworkCall.Step).Demand);

    [Fact]
    public void Steps_one_by_one_read_every_weight_each_time() => Assert.Equal(
        7.0 * 4 * sizeof(float) * Gate, Case(NetworkCall.Step, steps: 7).Demand.LoadedBytes);

    [Fact]
    public void A_sequence_of_a_batch_needs_only_the_weights_of_the_state_again_for_each_step() => Assert.Equal(
        new Demand(
            7 * 2 * 4 * (Weights + StateWeights), 4 * sizeof(float) * Gate, 4 * sizeof(float) * (Gate + 6 * StateWeights),
            Sigmoids: 7 * 2 * 3 * Units, Tanhs: 7 * 2 * 2 * Units),
        Case(NetworkCall.Forward, steps: 7, batch: 2).Demand);

    [Fact]
    public void Training_does_the_products_three_times_but_for_the_gradient_of_the_input_and_the_activations_once()
    {
        var (forward, training) = (Case(NetworkCall.Forward, 7, 2).Demand, Case(NetworkCall.Train, 7, 2).Demand);

        Assert.Equal(7 * 2 * 4 * (2 * Weights + 3 * StateWeights), training.MultiplyAdds);
        Assert.Equal(4 * sizeof(float) * (2 * (Gate + 6 * StateWeights) - Weights), training.LoadedBytes);
        Assert.Equal((forward.WeightBytes, forward.Sigmoids, forward.Tanhs), (training.WeightBytes, training.Sigmoids, training.Tanhs));
        Assert.Equal(training.MultiplyAdds - forward.MultiplyAdds, Case(NetworkCall.Backward, 7, 2).Demand.MultiplyAdds);
    }

    [Fact]
    public void Cells_differ_in_gates_and_activations()
    {
        var gru = new NetworkCase(CellKind.Gru, new Gru5To20Single(), NetworkCall.Step).Demand;
        var resetAfter = new NetworkCase(CellKind.GruResetAfter, new GruResetAfter5To20Single(), NetworkCall.Step).Demand;
        var elman = new NetworkCase(CellKind.Elman, new Elman5To20Single(), NetworkCall.Step).Demand;

        Assert.Equal(new Demand(3 * (Weights + StateWeights), 4 * 3 * Gate, 4 * 3 * Gate, Sigmoids: 2 * Units, Tanhs: Units), gru);

        // It has a bias more: that of what the reset gate is applied to.
        Assert.Equal(gru with { WeightBytes = 4 * (3 * Gate + Units), LoadedBytes = 4 * (3 * Gate + Units) }, resetAfter);
        Assert.Equal(new Demand(Weights + StateWeights, 4 * Gate, 4 * Gate, Tanhs: Units), elman);
    }

    [Fact]
    public void Layers_add_up()
    {
        var stacked = new NetworkCase(CellKind.Lstm, new Lstm5To20To2(), NetworkCall.Step);
        const int second = Units * 2 + 2 * 2;

        Assert.Equal(4.0 * (Weights + StateWeights + second), stacked.Demand.MultiplyAdds);
        Assert.Equal(4.0 * (2 * Weights + 3 * (StateWeights + second)), (stacked with { Call = NetworkCall.Train }).Demand.MultiplyAdds);
        Assert.Equal((3.0 * (Units + 2), 2.0 * (Units + 2)), (stacked.Demand.Sigmoids, stacked.Demand.Tanhs));
        Assert.Equal("Lstm step 5→20→2", stacked.Name);
    }

    [Fact]
    public void Threads_share_what_one_does()
    {
        var training = Case(NetworkCall.Train, 7, 2);
        var threaded = training with { Threads = 2 };

        Assert.Equal(training.Demand with { Threads = 2 }, threaded.Demand);
        Assert.Equal(($"{training.Name}, 2 threads", training.Name), (threaded.Name, threaded.Row.RelativeTo));
    }

    [Fact]
    public void Checkpointing_runs_forward_once_more()
    {
        var training = Case(NetworkCall.Train, 7, 2);
        var checkpointing = training with { Checkpointing = true };

        Assert.Equal(training.Demand + Case(NetworkCall.Forward, 7, 2).Demand, checkpointing.Demand);
        Assert.Equal(($"{training.Name}, checkpointing", training.Name), (checkpointing.Name, checkpointing.Row.RelativeTo));
    }

    [Fact]
    public void Tokens_are_multiplied_with_nothing()
    {
        var training = new NetworkCase(CellKind.Lstm, new TokensOfLstmSingle(), NetworkCall.Train, Steps: 7, Batch: 2);
        const int weights = 4 * (7 * Units + StateWeights + Units);

        Assert.Equal(7 * 2 * 4 * 3 * StateWeights, training.Demand.MultiplyAdds);
        Assert.Equal(sizeof(float) * (2 * (weights + 6 * 4 * StateWeights) - 4 * 7 * Units), training.Demand.LoadedBytes);
        Assert.Equal("Lstm train 7 tokens→20, batch 2, 7 steps", training.Name);
    }

    [Fact]
    public void Calls_add_up()
    {
        var one = Case(NetworkCall.Train, 7, 2).Demand;

        Assert.Equal(one + one + one, 3 * one);
    }

    [Fact]
    public void A_name_says_cell_call_and_shape() => Assert.Equal("Lstm train 5→20, batch 2, 7 steps", Case(NetworkCall.Train, 7, 2).Name);

    private static NetworkCase Case(NetworkCall call, int steps = 1, int batch = 1) => new(CellKind.Lstm, new Lstm5To20Single(), call, steps, batch);
}

[RecurrentNetwork(InputSize = 5)]
[Layer<Lstm>(20)]
[Layer<Lstm>(2)]
internal sealed partial class Lstm5To20To2;
