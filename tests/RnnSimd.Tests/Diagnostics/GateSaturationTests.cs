using System.Globalization;
using RnnSimd.Diagnostics;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Diagnostics;

public sealed class GateSaturationTests
{
    // More than one shard, and its parts.
    private const int Steps = 30;
    private const int Batch = 45;

    [Fact]
    public void Gates_bear_the_names_of_the_equations()
    {
        Assert.Equal(["0.i", "0.f", "0.g", "0.o", "0.tanhCNext"], NamesOf(new Lstm3To13()));
        Assert.Equal(["0.r", "0.u", "0.c"], NamesOf(new Gru3To13()));
        Assert.Equal(["0.f", "0.n"], NamesOf(new MinimalGatedUnit3To13()));
        Assert.Equal(["0.hNext"], NamesOf(new Elman3To13()));
        Assert.Empty(NamesOf(new ReluElman3To13()));
        Assert.Equal(
            ["0.i", "0.f", "0.g", "0.o", "0.tanhCNext", "1.r", "1.u", "1.c", "2.y", "3.r", "3.z", "3.n"],
            NamesOf(new Stacked()));
    }

    [Theory]
    [InlineData("f", 0, 0.1)]
    [InlineData("i", 0, 0.3)]
    [InlineData("g", -1, 0.1)]
    [InlineData("o", 0, 0.02)]
    public void A_gate_of_an_Lstm_has_the_values_of_its_equation(string gate, int lowest, double threshold)
    {
        var network = Spread(new Lstm3To13(seed: 1));
        var sequence = new Sequence<double>(network, Steps, Batch, seed: 2);

        // The output is h, so each step's gates can be computed from what came out before.
        var outputs = new double[Steps * Batch * Lstm3To13.OutputSize];
        network.Run(sequence.Inputs, (double[])sequence.State.Clone(), outputs, Batch);
        var values = new List<double>();
        for (var row = 0; row < Steps * Batch; row++)
        {
            var x = sequence.Inputs.AsSpan(row * 3, 3);
            var h = row < Batch
                ? sequence.State.AsSpan(row * Lstm3To13.StateSize, 13)
                : outputs.AsSpan((row - Batch) * 13, 13);
            for (var unit = 0; unit < 13; unit++)
            {
                var sum = Parameter(network, "0.b" + gate, unit, 0);
                for (var k = 0; k < 3; k++)
                {
                    sum += Parameter(network, "0.W" + gate, unit, k) * x[k];
                }

                for (var k = 0; k < 13; k++)
                {
                    sum += Parameter(network, "0.U" + gate, unit, k) * h[k];
                }

                values.Add(lowest == 0 ? 1 / (1 + Math.Exp(-sum)) : Math.Tanh(sum));
            }
        }

        var saturation = GateSaturation.Of(network, sequence.Inputs, sequence.State, Batch, threshold);
        Holds(values, lowest, threshold, saturation.Single(found => found.Name == "0." + gate));
    }

    [Fact]
    public void Gates_of_upper_layers_are_found()
    {
        var network = Spread(new GatesOfTwoLayers(seed: 1));
        var sequence = new Sequence<float>(network, Steps, Batch, seed: 2);
        var outputs = new float[Steps * Batch * GatesOfTwoLayers.OutputSize];
        network.Run(sequence.Inputs, (float[])sequence.State.Clone(), outputs, Batch);

        var saturation = GateSaturation.Of(network, sequence.Inputs, sequence.State, Batch, threshold: 0.25);

        Assert.Equal(6, saturation.Count);
        Holds([.. outputs.Select(output => (double)output)], -1, 0.25, saturation.Single(found => found.Name == "1.y"));
    }

    [Fact]
    public void Hard_gates_are_gates()
    {
        var network = new HardGateNetwork(seed: 1);
        var sequence = new Sequence<double>(network, Steps, Batch, seed: 2);
        var (tangents, opens, state) = (new double[Batch * 7], new List<double>(), (double[])sequence.State.Clone());
        var allTangents = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            network.Run(sequence.Inputs.AsSpan(step * Batch * 3, Batch * 3), state, tangents, Batch);
            allTangents.AddRange(tangents);
            opens.AddRange(state);
        }

        var saturation = GateSaturation.Of(network, sequence.Inputs, sequence.State, Batch);
        Assert.Equal(2, saturation.Count);
        Holds(opens, 0, 0.1, saturation.Single(found => found.Name == "0.openNext"));
        Holds(allTangents, -1, 0.1, saturation.Single(found => found.Name == "0.y"));
    }

    // Without input, state and biases every sigmoid is ½ and every tangent 0, and with large biases all are at their limits.
    [Fact]
    public void The_state_is_zero_unless_given()
    {
        var network = new Gru3To13(seed: 1);
        Assert.All(GateSaturation.Of(network, new double[3]), gate => Assert.Equal(0, gate.Share));

        foreach (var name in new[] { "0.br", "0.bu", "0.bc" })
        {
            var info = network.ParameterInfos.Single(info => info.Name == name);
            network.Parameters.Slice(info.Offset, info.Count).Fill(name == "0.bu" ? -50 : 50);
        }

        Assert.Equal([new("0.r", 0, 1), new("0.u", 1, 0), new("0.c", 0, 1)], GateSaturation.Of(network, new double[3]));
    }

    [Fact]
    public void It_says_what_it_found() =>
        Assert.Equal("0.f: 12.5% near the lower limit, 2.0% near the upper", new GateSaturation("0.f", 0.125, 0.02).ToString().Replace(" %", "%", StringComparison.Ordinal));

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var network = new Gru3To13();
        Assert.Throws<ArgumentException>("network", () => GateSaturation.Of(new WrappedNetwork(network), new double[3]));
        Assert.Throws<ArgumentException>("inputs", () => GateSaturation.Of(network, []));
        Assert.Throws<ArgumentException>("inputs", () => GateSaturation.Of(network, new double[4]));
        Assert.Throws<ArgumentException>("state", () => GateSaturation.Of(network, new double[3], new double[12]));
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => GateSaturation.Of(network, new double[3], batch: 0));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => GateSaturation.Of(network, new double[3], threshold: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => GateSaturation.Of(network, new double[3], threshold: 0));
    }

    private static IEnumerable<string> NamesOf(IRecurrentNetwork<double> network) =>
        GateSaturation.Of(network, new double[network.InputSize]).Select(gate => gate.Name);

    // Larger weights, so that there is something to count near both limits.
    private static TNetwork Spread<TNetwork>(TNetwork network)
    {
        if (network is IRecurrentNetwork<double> inDouble)
        {
            foreach (ref var parameter in inDouble.Parameters)
            {
                parameter *= 4;
            }
        }
        else if (network is IRecurrentNetwork<float> inSingle)
        {
            foreach (ref var parameter in inSingle.Parameters)
            {
                parameter *= 4;
            }
        }

        return network;
    }

    private static double Parameter(Lstm3To13 network, string name, int row, int column)
    {
        var info = network.ParameterInfos.Single(info => info.Name == name);
        return network.Parameters[info.Offset + row * info.RowStride + column * info.ColumnStride];
    }

    private static void Holds(List<double> values, int lowest, double threshold, GateSaturation found)
    {
        var lower = values.Count(value => value <= lowest + threshold) / (double)values.Count;
        var upper = values.Count(value => value >= 1 - threshold) / (double)values.Count;
        Assert.True(lower > 0 && upper > 0 && lower + upper < 1, string.Create(CultureInfo.InvariantCulture, $"{lower} and {upper} of the values show nothing."));

        // A value right at the threshold may be rounded to either side.
        Assert.Equal(lower, found.Lower, 2.0 / values.Count);
        Assert.Equal(upper, found.Upper, 2.0 / values.Count);
    }
}
