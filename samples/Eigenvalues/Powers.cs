using RnnSimd.Diagnostics;
using Spectre.Console;

namespace Eigenvalues;

/// <summary>What the powers of a matrix do to a state on its way forwards and to a gradient on its way back, beside what its largest eigenvalue says.</summary>
internal sealed record Powers(KnownMatrix Matrix, double SpectralRadius, double StateRate, GradientFlow Gradient)
{
    public double Error => Math.Abs(Gradient.Rate / Matrix.Largest - 1);

    /// <summary>The verdict that λᵗ gives, by the rule of <see cref="GradientVerdict"/>: what becomes of it over the sequence.</summary>
    public GradientVerdict ExpectedVerdict => Math.Pow(Matrix.Largest, Gradient.LogNorms.Count - 1) switch
    {
        < 1 / Math.E => GradientVerdict.Vanishing,
        > Math.E => GradientVerdict.Exploding,
        _ => GradientVerdict.Healthy,
    };

    public static Powers Measure(KnownMatrix matrix, int steps, int seed)
    {
        var network = matrix.ToNetwork(seed);
        var inputs = new double[steps];
        var states = new double[steps * LinearNetwork.Units];
        var state = new double[LinearNetwork.Units];
        state.AsSpan().Fill(1);
        network.Run(inputs, state, states);

        // The later half of the steps: until then, smaller eigenvalues and what stands above the diagonal have their say.
        var growth = Norm(states, steps - 1) / Norm(states, steps / 2 - 1);
        return new(
            matrix,
            RnnSimd.Diagnostics.SpectralRadius.Of(network, "0.W"),
            Math.Pow(growth, 1.0 / (steps - steps / 2)),
            GradientFlow.Of<double>(network, inputs));
    }

    public static Table ToTable(IReadOnlyList<Powers> powers)
    {
        var table = new Table().Title("h_t = W h_{t−1}: what happens per step").AddColumn("largest eigenvalue λ of W");
        foreach (var heading in (string[])["spectral radius", "of ‖h_t‖", "of ‖∂h_t/∂h_k‖", "off |λ| by", "verdict"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var power in powers)
        {
            table.AddRow(
                power.Matrix.Name,
                $"{power.SpectralRadius:0.0000}",
                $"{power.StateRate:0.0000}",
                $"{power.Gradient.Rate:0.0000}",
                $"{power.Error:0e0}",
                $"{power.Gradient.Verdict}");
        }

        return table;
    }

    public static LineChart ToChart(IEnumerable<Powers> powers) => new()
    {
        Title = "h_t = W h_{t−1}: gradients measured, and as powers of |λ| (dashed)",
        Horizontal = new("lag t − k, in steps"),
        Vertical = new("‖∂h_t/∂h_k‖") { IsLogarithmic = true },
        Lines = [.. powers.SelectMany(power => (ChartLine[])[power.Gradient.ToLine($"λ = {power.Matrix.Name}"), power.PowersOfEigenvalue()])],
    };

    // λᵗ, times what the matrix does beside: as large as the gradient at the end.
    private ChartLine PowersOfEigenvalue()
    {
        var steps = Gradient.LogNorms.Count - 1;
        var last = Gradient.Norm(steps);
        return new("", [.. Enumerable.Range(0, steps + 1).Select(lag => ((double)lag, last * Math.Pow(Matrix.Largest, lag - steps)))])
        {
            Color = ChartColor.Gray,
            IsDashed = true,
        };
    }

    private static double Norm(double[] states, int step) =>
        Math.Sqrt(states.AsSpan(step * LinearNetwork.Units, LinearNetwork.Units).ToArray().Sum(h => h * h));
}
