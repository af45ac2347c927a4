using RnnSimd.Diagnostics;
using RnnSimd.Tests.Networks;
using RnnSimd.Tests.Networks.UserCells;

namespace RnnSimd.Tests.Diagnostics;

public sealed class GradientCheckTests
{
    private const int Steps = 3;
    private const int Batch = 2;

    private readonly Gru3To13 _gru = new(seed: 1);

    /// <summary>Every network but those so large that an hour of the same cells would show nothing more.</summary>
    public static TheoryData<string> Networks =>
        [.. AllNetworks.Of<double>().Where(network => network.Value(0).ParameterCount < 2500).Select(network => network.Key)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Generated_gradients_pass(string name)
    {
        var network = AllNetworks.Of<double>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        var sequence = new Sequence<double>(network, Steps, Batch, seed: 3);

        var check = GradientCheck.Of(network, sequence.Inputs, sequence.State, Batch);

        Assert.True(check.Passed, check.ToString());
        Assert.InRange(check.WorstError, 0, check.Tolerance);
        Assert.All(check.Comparisons, comparison => Assert.InRange(comparison.Undecided, 0, comparison.Elements / 10));
    }

    [Fact]
    public void Everything_that_has_a_gradient_is_compared()
    {
        var names = Check(_gru).Comparisons.Select(comparison => comparison.Name);

        Assert.Equal(["0.Wr", "0.Wu", "0.Wc", "0.Ur", "0.Uu", "0.Uc", "0.br", "0.bu", "0.bc", "inputs", "state"], names);
    }

    [Fact]
    public void Frozen_parameters_and_missing_states_are_not_compared()
    {
        var frozen = Check(new PartlyFrozenNetwork());
        Assert.True(frozen.Passed, frozen.ToString());
        Assert.DoesNotContain(frozen.Comparisons, comparison => comparison.Name is "0.W" or "0.scale" or "0.leak");
        Assert.Contains(frozen.Comparisons, comparison => comparison.Name == "state");

        var dense = Check(new Dense3To13());
        Assert.True(dense.Passed, dense.ToString());
        Assert.Equal(["0.W", "0.b", "inputs"], dense.Comparisons.Select(comparison => comparison.Name));
    }

    [Fact]
    public void Tokens_are_not_compared()
    {
        var network = new TokensOfGru(seed: 1);
        double[] tokens = [4, 0, 1, 1, 2, 3];

        var check = GradientCheck.Of(network, tokens, batch: Batch);

        Assert.True(check.Passed, check.ToString());
        Assert.Equal([.. network.ParameterInfos.Select(info => info.Name), "state"], check.Comparisons.Select(comparison => comparison.Name));
    }

    [Theory]
    [InlineData("0.Wr", 3, 2)]
    [InlineData("0.Uc", 0, 12)]
    [InlineData("0.bu", 12, 0)]
    public void A_wrong_gradient_of_a_parameter_is_named(string name, int row, int column)
    {
        var info = _gru.ParameterInfos.Single(info => info.Name == name);
        Catches(name, row, column, (_, parameters, _) => Falsify(ref parameters[info.Offset + row * info.RowStride + column * info.ColumnStride]));
    }

    [Fact]
    public void A_wrong_gradient_of_an_input_is_named() =>
        Catches("inputs", row: 3, column: 1, (_, _, inputs) => Falsify(ref inputs[3 * Gru3To13.InputSize + 1]));

    [Fact]
    public void A_wrong_gradient_of_a_state_is_named() =>
        Catches("state", row: 1, column: 4, (states, _, _) => Falsify(ref states[Gru3To13.StateSize + 4]));

    [Fact]
    public void A_gradient_that_is_not_finite_is_named()
    {
        var bias = _gru.ParameterInfos.Single(info => info.Name == "0.bc").Offset;
        Catches("0.bc", row: 0, column: 0, (_, parameters, _) => parameters[bias] = double.NaN);
    }

    [Fact]
    public void The_report_marks_what_is_off()
    {
        var bias = _gru.ParameterInfos.Single(info => info.Name == "0.bc").Offset;
        var lines = Check(new WrappedNetwork(_gru) { AfterBackward = (_, parameters, _) => Falsify(ref parameters[bias + 1]) }).ToString().Split('\n');

        Assert.EndsWith("tolerance 1e-6: FAILED", lines[0], StringComparison.Ordinal);
        var marked = Assert.Single(lines, line => line.StartsWith('!'));
        Assert.StartsWith("! 0.bc    error 1.0e-04 at [1, 0]: ", marked, StringComparison.Ordinal);
        Assert.Equal(1 + 11, lines.Length);
    }

    [Fact]
    public void The_parameters_keep_their_bits()
    {
        var before = _gru.Parameters.ToArray();
        Assert.True(Check(_gru).Passed);
        Bits.Equal<double>(before, _gru.Parameters, "parameters");

        var passes = 0;
        var failing = new WrappedNetwork(_gru) { BeforePass = () => _ = ++passes < 10 ? 0 : throw new InvalidOperationException("The tenth pass.") };
        Assert.Throws<InvalidOperationException>(() => Check(failing));
        Bits.Equal<double>(before, _gru.Parameters, "parameters");
    }

    // Without input and state every unit's sum is its bias, 0: the kink. The slope on one side is not that on the other, and no gradient is wrong.
    [Fact]
    public void Kinks_decide_nothing()
    {
        var network = new ReluElman3To13(seed: 1);
        var check = GradientCheck.Of(network, new double[ReluElman3To13.InputSize]);

        var bias = check.Comparisons.Single(comparison => comparison.Name == "0.b");
        Assert.Equal((13, 13), (bias.Elements, bias.Undecided));
        Assert.True(double.IsNaN(bias.Error));
        Assert.False(check.Passed);
        Assert.Contains("nothing decided, 13 of 13 undecided", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Small_gradients_are_held_as_exactly_as_large_ones()
    {
        // Small inputs make small gradients of what they are multiplied with.
        var sequence = new Sequence<double>(_gru, Steps, Batch, seed: 3);
        double[] inputs = [.. sequence.Inputs.Select(input => 1e-3 * input)];
        var weights = _gru.ParameterInfos.Single(info => info.Name == "0.Wc").Offset;
        Assert.True(GradientCheck.Of(_gru, inputs, sequence.State, Batch).Passed);

        var check = GradientCheck.Of(
            new WrappedNetwork(_gru) { AfterBackward = (_, parameters, _) => Falsify(ref parameters[weights]) }, inputs, sequence.State, Batch);

        var wrong = Assert.Single(check.Comparisons, comparison => comparison.Error > check.Tolerance);
        Assert.Equal(("0.Wc", 0, 0), (wrong.Name, wrong.Row, wrong.Column));
        Assert.InRange(Math.Abs(wrong.Analytic - wrong.Numeric), 0, check.Tolerance);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var inputs = new double[Gru3To13.InputSize];
        Assert.Throws<ArgumentException>("inputs", () => GradientCheck.Of(_gru, inputs.AsSpan(1)));
        Assert.Throws<ArgumentException>("inputs", () => GradientCheck.Of(_gru, []));
        Assert.Throws<ArgumentException>("inputs", () => GradientCheck.Of(_gru, [0, double.NaN, 0]));
        Assert.Throws<ArgumentException>("state", () => GradientCheck.Of(_gru, inputs, new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => GradientCheck.Of(_gru, inputs, batch: 0));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => GradientCheck.Of(_gru, inputs, tolerance: 0));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => GradientCheck.Of(_gru, inputs, tolerance: double.NaN));
    }

    private static GradientCheck Check(IRecurrentNetwork<double> network)
    {
        var sequence = new Sequence<double>(network, Steps, Batch, seed: 3);
        return GradientCheck.Of(network, sequence.Inputs, sequence.State, Batch);
    }

    private static void Falsify(ref double gradient) => gradient *= 1.0001;

    private void Catches(string name, int row, int column, WrappedNetwork.GradientChange change)
    {
        var check = Check(new WrappedNetwork(_gru) { AfterBackward = change });

        Assert.False(check.Passed);
        var wrong = Assert.Single(check.Comparisons, comparison => comparison.Error > check.Tolerance);
        Assert.Equal((name, row, column), (wrong.Name, wrong.Row, wrong.Column));
        Assert.Equal(wrong.Error, check.WorstError);
    }
}
