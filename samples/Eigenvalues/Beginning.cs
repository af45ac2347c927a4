using RnnSimd;
using RnnSimd.Diagnostics;
using Spectre.Console;

namespace Eigenvalues;

/// <summary>What becomes of gradients in a network that has learnt nothing yet.</summary>
internal sealed record Beginning(string Name, double SpectralRadius, GradientFlow Gradient)
{
    // Small inputs leave tanh nearly linear, so that the matrix decides. They are not negative, so that ReLU lets them through.
    private const double LargestInput = 0.1;

    public static Beginning Measure(string name, IRecurrentNetwork<double> network, int steps, int seed)
    {
        var random = new Random(seed);
        double[] inputs = [.. Enumerable.Range(0, steps).Select(_ => LargestInput * random.NextDouble())];
        return new(name, RnnSimd.Diagnostics.SpectralRadius.Of(network, "0.U"), GradientFlow.Of<double>(network, inputs));
    }

    public static Table ToTable(IReadOnlyList<Beginning> beginnings)
    {
        var table = new Table().Title("Networks that have learnt nothing yet").AddColumn("recurrent matrix U");
        var steps = beginnings[0].Gradient.LogNorms.Count - 1;
        foreach (var heading in (string[])["spectral radius", "‖∂h_t/∂h_k‖ per step", $"left after {steps / 2}", $"left after {steps}", "verdict"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var beginning in beginnings)
        {
            table.AddRow(
                beginning.Name,
                $"{beginning.SpectralRadius:0.000}",
                $"{beginning.Gradient.Rate:0.000}",
                $"{beginning.LeftAfter(steps / 2):0.0e0}",
                $"{beginning.LeftAfter(steps):0.0e0}",
                $"{beginning.Gradient.Verdict}");
        }

        return table;
    }

    public static LineChart ToChart(IEnumerable<Beginning> beginnings) => new()
    {
        Title = "Gradients in networks that have learnt nothing yet",
        Horizontal = new("lag t − k, in steps"),
        Vertical = new("‖∂h_t/∂h_k‖") { IsLogarithmic = true },
        Lines = [.. beginnings.Select(beginning => beginning.Gradient.ToLine(beginning.Name))],
    };

    /// <summary>The norm of a gradient after a number of steps, as a part of what it was.</summary>
    public double LeftAfter(int steps) => Gradient.Norm(steps) / Gradient.Norm(0);
}
