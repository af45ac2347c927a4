using Eigenvalues;
using RnnSimd;
using Spectre.Console;

// What a recurrent matrix does to a gradient on its way back through time. It takes a second, with --quick and without.
return Sample.Run("eigenvalues", args, sample =>
{
    const int steps = 200;

    KnownMatrix[] matrices = [new(0.8), new(0.9), new(0.95, Angle: 0.3), new(0.99), new(1), new(1.01), new(1.1), new(1.25)];
    var powers = new List<Powers>();

    (string Name, IRecurrentNetwork<double> Network)[] networks =
    [
        ("small: normal, 0.1", new SmallNetwork(sample.Seed)),
        ("Glorot", new GlorotNetwork(sample.Seed)),
        ("large: normal, 0.5", new LargeNetwork(sample.Seed)),
        ("orthogonal", new OrthogonalNetwork(sample.Seed)),
        ("identity, with ReLU", new IdentityNetwork(sample.Seed)),
    ];
    var beginnings = new List<Beginning>();

    LiveProgress.Show(
        new Work("Powers of matrices", matrices.Length, report =>
        {
            foreach (var matrix in matrices)
            {
                powers.Add(Powers.Measure(matrix, steps, sample.Seed));
                report($"λ = {matrix.Name}");
            }
        }),
        new Work("Initialisations", networks.Length, report =>
        {
            foreach (var (name, network) in networks)
            {
                beginnings.Add(Beginning.Measure(name, network, steps, sample.Seed));
                report(name);
            }
        }));

    AnsiConsole.Write(Powers.ToTable(powers));
    AnsiConsole.Write(Beginning.ToTable(beginnings));
    sample.Save("powers.svg", Powers.ToChart(powers));
    sample.Save("initialisations.svg", Beginning.ToChart(beginnings));

    var worst = powers.MaxBy(power => power.Error)!;
    sample.Check(worst.Error < 0.01, $"Gradients change by |λ| per step, within 1%: at worst they are off by {worst.Error:0e0} of it, for λ = {worst.Matrix.Name}.");
    sample.Check(powers.All(power => power.Gradient.Verdict == power.ExpectedVerdict), $"The verdicts are those of λᵗ over {steps} steps.");

    var (small, large, orthogonal, identity) = (beginnings[0], beginnings[2], beginnings[3], beginnings[4]);
    sample.Check(small.LeftAfter(steps) < 1e-20, $"Small weights leave nothing of a gradient after {steps} steps.");
    sample.Check(large.LeftAfter(steps) > 1e6, $"Large ones make it explode.");
    sample.Check(orthogonal.LeftAfter(steps) is > 1e-3 and < 1, "An orthogonal matrix leaves it to tanh to wear it down.");
    sample.Check(Math.Abs(identity.Gradient.Rate - 1) < 1e-9, "The identity hands it on as it is, through all units that ReLU lets pass.");
});
