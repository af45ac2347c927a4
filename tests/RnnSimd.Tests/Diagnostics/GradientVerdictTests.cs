using System.Xml.Linq;
using RnnSimd.Cells;
using RnnSimd.Diagnostics;
using RnnSimd.Equations;

namespace RnnSimd.Tests.Diagnostics;

/// <summary>h′ = x ∘ h: each step multiplies the gradient by its input.</summary>
[RecurrentCell]
internal sealed class ScaledByInput : Cell
{
    public Vector Step(Vector x, Vector h) => x * h;
}

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<ScaledByInput>(1)]
internal sealed partial class FactorNetwork;

[RecurrentNetwork(InputSize = 1, Precision = Precision.Double), Layer<Elman>(8)]
internal sealed partial class ElmanOf8;

/// <summary>What the rate and the verdict say of sequences whose steps differ, and charts of long ones.</summary>
public sealed class GradientVerdictTests
{
    // 100 lags with one factor, then 100 with another: those of the last steps come first.
    [Theory]
    [InlineData(0.1, 1, 0.31623, GradientVerdict.Vanishing)]
    [InlineData(10, 1, 3.1623, GradientVerdict.Exploding)]
    [InlineData(2, 0.95, 1.3784, GradientVerdict.Exploding)] // √(2 · 0.95)
    [InlineData(0.5, 1.05, 0.72457, GradientVerdict.Vanishing)] // √(0.5 · 1.05)
    [InlineData(1, 0.1, 0.1, GradientVerdict.Vanishing)]
    [InlineData(0.5, 0.9, 0.9, GradientVerdict.Vanishing)]
    [InlineData(0.94, 1, 1, GradientVerdict.Healthy)] // 0.94¹⁰⁰ = 1/486
    [InlineData(0.93, 1, 0.96437, GradientVerdict.Vanishing)] // 0.93¹⁰⁰ = 1/1418
    public void The_later_half_of_lags_counts_unless_it_hides_a_change_by_more_than_1000(double first, double then, double rate, GradientVerdict verdict)
    {
        var flow = GradientFlow.Of(new FactorNetwork(), [.. Enumerable.Repeat(then, 100), .. Enumerable.Repeat(first, 100)], [1.0]);

        Assert.Equal(100 * Math.Log(first * then), flow.LogNorms[200], 1e-9);
        Assert.Equal(1, flow.Rate / rate, 1e-4);
        Assert.Equal(verdict, flow.Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Loud_steps_are_not_hidden_by_silent_ones(bool isSilentFirst)
    {
        double[] silent = new double[100], loud = [.. Enumerable.Range(0, 100).Select(t => 30 * Math.Sin(0.2 * t))];
        var flow = GradientFlow.Of<double>(new ElmanOf8(seed: 1), isSilentFirst ? [.. silent, .. loud] : [.. loud, .. silent]);

        Assert.InRange(flow.LogNorms[200], double.NegativeInfinity, -50);
        Assert.Equal(GradientVerdict.Vanishing, flow.Verdict);
        Assert.InRange(flow.Rate, 0, 0.8);
        Assert.StartsWith("Vanishing", flow.ToString(), StringComparison.Ordinal);
    }

    // Powers of [1 c; 0 ½] go to [1 2c; 0 0]: the norm grows to more than 100 before it stays.
    [Fact]
    public void A_matrix_that_is_not_normal_has_time_to_settle()
    {
        const double Above = 100;
        var network = new LinearNetwork();
        var w = network.ParameterInfos.Single(info => info.Name == "0.W");
        network.Parameters.Clear();
        Set(0, 0, 1);
        Set(0, 1, Above);
        Set(1, 1, 0.5);

        var flow = GradientFlow.Of(network, new double[200 * LinearNetwork.InputSize]);

        Assert.Equal(Math.Sqrt(1 + 4 * Above * Above), flow.Norm(200), 1e-6);
        Assert.Equal(1, flow.Rate, 1e-9);
        Assert.Equal(GradientVerdict.Healthy, flow.Verdict);

        void Set(int row, int column, double value) => network.Parameters[w.Offset + row * w.RowStride + column * w.ColumnStride] = value;
    }

    [Theory]
    [InlineData(0.4, 784)]
    [InlineData(1.1, 7600)]
    [InlineData(0.01, 1000)]
    [InlineData(1e30, 3000)]
    public void The_chart_has_all_lags_at_any_length(double factor, int steps)
    {
        var flow = GradientFlow.Of(new FactorNetwork(), [.. Enumerable.Repeat(factor, steps)], [0.0]);
        var svg = flow.ToSvg();

        ChartRangeTests.AssertWithinItsViewBox(svg);
        var lines = XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(line => ((string)line.Attribute("points")!).Split(' ')).ToArray();
        Assert.Equal(steps + 1, lines[1].Length);
        Assert.Equal(lines[0], lines[1][^lines[0].Length..]); // The rate is that of the norms.
        Assert.Equal(lines[1], XDocument.Parse(GradientFlow.ToSvg(flow.ToLine("alone"))).Descendants()
            .Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' '));
    }

    [Fact]
    public void A_rate_over_all_lags_is_drawn_over_all()
    {
        var flow = GradientFlow.Of(new FactorNetwork(), [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(0.1, 20)], [1.0]);

        var lines = XDocument.Parse(flow.ToSvg()).Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(line => ((string)line.Attribute("points")!).Split(' ')).ToArray();
        Assert.Equal((41, 41), (lines[0].Length, lines[1].Length));
        Assert.Equal((lines[1][0], lines[1][^1]), (lines[0][0], lines[0][^1]));
    }
}
