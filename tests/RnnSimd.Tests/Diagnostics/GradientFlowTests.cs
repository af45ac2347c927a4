using System.Numerics;
using System.Xml.Linq;
using MathNet.Numerics.LinearAlgebra;
using RnnSimd.Diagnostics;
using RnnSimd.Tests.Networks;

namespace RnnSimd.Tests.Diagnostics;

public sealed class GradientFlowTests
{
    public static TheoryData<string> Networks =>
        [.. AllNetworks.Of<double>().Where(network => network.Value(0) is { StateSize: > 0 and < 70 }).Select(network => network.Key)];

    [Theory]
    [InlineData(0.5, GradientVerdict.Vanishing)]
    [InlineData(0.9, GradientVerdict.Vanishing)]
    [InlineData(0.97, GradientVerdict.Vanishing)]
    [InlineData(0.99, GradientVerdict.Healthy)]
    [InlineData(1.0, GradientVerdict.Healthy)]
    [InlineData(1.01, GradientVerdict.Healthy)]
    [InlineData(1.03, GradientVerdict.Exploding)]
    [InlineData(1.1, GradientVerdict.Exploding)]
    [InlineData(2.0, GradientVerdict.Exploding)]
    public void A_linear_network_has_the_powers_of_its_eigenvalues(double largest, GradientVerdict verdict)
    {
        double[] eigenvalues = [largest, -0.9 * largest, 0.8 * largest, 0.7 * largest, -0.5 * largest, 0.3 * largest, 0.1 * largest, 0];
        HasThePowersOf(eigenvalues, verdict, new LinearNetwork(), 1e-9);
        HasThePowersOf(eigenvalues, verdict, new LinearNetworkSingle(), 1e-3);
    }

    // 3²⁰⁰⁰ and 0.3²⁰⁰⁰ are far outside the range of double, let alone of float.
    [Theory]
    [InlineData(0.3)]
    [InlineData(3.0)]
    public void Long_sequences_neither_overflow_nor_vanish(double eigenvalue)
    {
        var network = new LinearNetworkSingle();
        SetSymmetric(network, [.. Enumerable.Repeat(eigenvalue, 8)]);
        var flow = GradientFlow.Of(network, new float[2000 * LinearNetworkSingle.InputSize]);

        Assert.Equal(2000 * Math.Log(eigenvalue) + Math.Log(8) / 2, flow.LogNorms[2000], 0.02);
        Assert.Equal(eigenvalue, flow.Rate, 0.001);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Norms_are_those_of_differences(string name)
    {
        const int Steps = 5;
        var network = AllNetworks.Of<double>()[name](1);
        Perturbation.Perturb(network, seed: 2);
        var sequence = new Sequence<double>(network, Steps, batch: 1, seed: 3);

        var flow = GradientFlow.Of(network, sequence.Inputs, sequence.State);

        Assert.Equal(Steps + 1, flow.LogNorms.Count);
        for (var lag = 0; lag <= Steps; lag++)
        {
            var expected = NormByDifferences(network, sequence, Steps - lag);
            Assert.True(Math.Abs(expected - flow.Norm(lag)) <= 1e-7 * Math.Max(1, expected), $"lag {lag}: differences give {expected}, the flow {flow.Norm(lag)}");
        }
    }

    // Its new state does not depend on the old one: what is fed back is the input.
    [Fact]
    public void A_state_that_is_overwritten_carries_nothing()
    {
        var network = new LinearNetwork();
        SetSymmetric(network, new double[8]);
        var flow = GradientFlow.Of(network, new double[10 * LinearNetwork.InputSize]);

        Assert.Equal(double.NegativeInfinity, flow.LogNorms[1]);
        Assert.Equal((0, GradientVerdict.Vanishing), (flow.Rate, flow.Verdict));
    }

    [Fact]
    public void One_step_is_enough()
    {
        var network = new LinearNetwork();
        SetSymmetric(network, [.. Enumerable.Repeat(5.0, 8)]);
        var flow = GradientFlow.Of(network, new double[LinearNetwork.InputSize]);

        Assert.Equal((5, GradientVerdict.Exploding), (Math.Round(flow.Rate, 9), flow.Verdict));
        Assert.Equal("Exploding: the norm of ∂h_t/∂h_k changes by a factor of 5 per step, over 1 steps from 2.83 to 14.1", flow.ToString());
    }

    [Fact]
    public void Its_chart_shows_the_norms_and_the_rate()
    {
        var network = new LinearNetwork();
        SetSymmetric(network, [.. Enumerable.Repeat(0.5, 8)]);
        var flow = GradientFlow.Of(network, new double[4 * LinearNetwork.InputSize]);

        var line = flow.ToLine("half");
        Assert.Equal([0, 1, 2, 3, 4], line.Points.Select(point => point.X));
        Assert.All(line.Points, point => Assert.Equal(Math.Sqrt(8) * Math.Pow(0.5, point.X), Math.Pow(10, point.Y), 1e-9));

        // With one eigenvalue the norms lie on the line of the rate, drawn over the later half.
        var lines = XDocument.Parse(flow.ToSvg()).Descendants().Where(element => element.Name.LocalName == "polyline").ToArray();
        string[][] points = [.. lines.Select(line => ((string)line.Attribute("points")!).Split(' '))];
        Assert.Equal((2, 3, 5), (lines.Length, points[0].Length, points[1].Length));
        Assert.Equal(points[1][2..], points[0]);
        Assert.NotNull(lines[0].Attribute("stroke-dasharray"));
        Assert.Contains(">0.5 per step<", flow.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var network = new LinearNetwork();
        Assert.Throws<ArgumentException>("network", () => GradientFlow.Of(new Dense3To13(), new double[3]));
        Assert.Throws<ArgumentException>("inputs", () => GradientFlow.Of(network, new double[3]));
        Assert.Throws<ArgumentException>("inputs", () => GradientFlow.Of(network, []));
        Assert.Throws<ArgumentException>("state", () => GradientFlow.Of(network, new double[2], new double[7]));
        Assert.Throws<ArithmeticException>(() => GradientFlow.Of(new Elman3To13(), [0, 0, 0, 0, double.NaN, 0]));
    }

    private static void HasThePowersOf<T>(double[] eigenvalues, GradientVerdict verdict, IRecurrentNetwork<T> network, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Steps = 60;
        SetSymmetric(network, eigenvalues);
        var flow = GradientFlow.Of(network, Sequence<T>.Draw(new Random(1), Steps * network.InputSize));

        for (var lag = 0; lag <= Steps; lag++)
        {
            // The Frobenius norm of a symmetric matrix is that of its eigenvalues.
            var expected = Math.Sqrt(eigenvalues.Sum(eigenvalue => Math.Pow(eigenvalue, 2 * lag)));
            Assert.Equal(1, flow.Norm(lag) / expected, tolerance);
        }

        Assert.Equal(1, flow.Rate / eigenvalues[0], 0.01);
        Assert.Equal(verdict, flow.Verdict);
    }

    private static void SetSymmetric<T>(IRecurrentNetwork<T> network, double[] eigenvalues)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(7);
        var basis = Matrix<double>.Build.Dense(eigenvalues.Length, eigenvalues.Length, (_, _) => random.NextDouble() - 0.5).QR().Q;
        var matrix = basis * Matrix<double>.Build.DenseOfDiagonalArray(eigenvalues) * basis.Transpose();
        var info = network.ParameterInfos.Single(info => info.Name == "0.W");
        foreach (var (row, column, value) in matrix.EnumerateIndexed())
        {
            network.Parameters[info.Offset + row * info.RowStride + column * info.ColumnStride] = T.CreateChecked(value);
        }
    }

    private static double NormByDifferences(IRecurrentNetwork<double> network, Sequence<double> sequence, int step)
    {
        const double H = 1e-5;
        var inputs = network.InputSize * step;
        var state = (double[])sequence.State.Clone();
        network.Run(sequence.Inputs.AsSpan(0, inputs), state, new double[network.OutputSize * step]);
        var squares = 0.0;
        for (var i = 0; i < network.StateSize; i++)
        {
            var (after, before) = (Last(i, H), Last(i, -H));
            squares += after.Zip(before, (a, b) => Math.Pow((a - b) / (2 * H), 2)).Sum();
        }

        return Math.Sqrt(squares);

        double[] Last(int element, double move)
        {
            var moved = (double[])state.Clone();
            moved[element] += move;
            network.Run(sequence.Inputs.AsSpan(inputs), moved, new double[network.OutputSize * (sequence.Steps - step)]);
            return moved;
        }
    }
}
