using RnnSimd.Cells;
using RnnSimd.Diagnostics;
using RnnSimd.Tests.Networks;
using RnnSimd.Tests.Networks.DropoutNetworks;

namespace RnnSimd.Tests.Diagnostics;

/// <summary>A check of gradients drops the same every time it runs the network; what shows a network as it is drops nothing.</summary>
public sealed class DropoutDiagnosticsTests
{
    private const int Steps = 12;

    private static readonly double[] s_inputs = [.. Enumerable.Range(0, Steps * 3).Select(i => Math.Sin(0.7 * i))];

    [Fact]
    public void Gradients_agree_with_differences_under_the_same_masks() => Assert.All(
        new IRecurrentNetwork<double>[] { new Double5(1), new DoubleStacked(1) },
        network =>
        {
            var check = GradientCheck.Of(network, s_inputs.AsSpan(0, 3 * 2 * 3), batch: 2);
            Assert.True(check.Passed, check.ToString());
        });

    [Fact]
    public void Flow_and_saturation_are_those_of_the_same_network_without_dropout()
    {
        var (dropping, plain) = (new Double5(1), new Plain5(2));
        Assert.Equal(plain.ParameterInfos, dropping.ParameterInfos);
        Perturbation.Perturb(dropping, seed: 3);
        dropping.Parameters.CopyTo(plain.Parameters);

        Assert.Equal(GradientFlow.Of<double>(plain, s_inputs).LogNorms, GradientFlow.Of<double>(dropping, s_inputs).LogNorms, (a, b) => Math.Abs(a - b) < 1e-9);
        var expected = GateSaturation.Of<double>(plain, s_inputs, threshold: 0.4);
        Assert.NotEqual(0, expected.Sum(gate => gate.Share));
        Assert.Equal(expected, GateSaturation.Of<double>(dropping, s_inputs, threshold: 0.4));
    }
}

[RecurrentNetwork(InputSize = 3, Precision = Precision.Double)]
[Layer<Elman>(5)]
public sealed partial class Plain5;
