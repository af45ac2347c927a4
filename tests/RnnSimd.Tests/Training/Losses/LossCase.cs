using System.Numerics;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>A loss, what its targets look like, and its formula as the textbooks have it: fine for moderate numbers, unstable for others.</summary>
internal sealed record LossCase<T>(
    string Name, Loss<T> Loss, Func<int, int> OutputSize, Func<Random, int, double> Target, Func<double[], double[], double> Formula)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IReadOnlyList<LossCase<T>> All { get; } =
    [
        new("mean squared error", new MeanSquaredError<T>(), size => size, Real, (x, y) => x.Zip(y, (a, b) => (a - b) * (a - b)).Average()),
        new("mean absolute error", new MeanAbsoluteError<T>(), size => size, Real, (x, y) => x.Zip(y, (a, b) => Math.Abs(a - b)).Average()),
        new("Huber", new Huber<T>(0.75), size => size, Real, (x, y) => x.Zip(y, (a, b) => Huber(Math.Abs(a - b), 0.75)).Average()),
        new("binary cross-entropy", new BinaryCrossEntropy<T>(), size => size, (random, _) => random.NextDouble(), (x, y) => x.Zip(y, BinaryCrossEntropy).Average()),
        new("cross-entropy", new CrossEntropy<T>(), size => size, (random, size) => random.Next(size), CrossEntropy),
        new("Gaussian likelihood", new GaussianLikelihood<T>(), size => 2 * size, Real, GaussianLikelihood),
    ];

    public override string ToString() => Name;

    private static double Real(Random random, int size) => random.NextDouble() * 4 - 2;

    private static double Huber(double error, double delta) => error < delta ? error * error / 2 : delta * error - delta * delta / 2;

    private static double BinaryCrossEntropy(double logit, double target)
    {
        var yes = 1 / (1 + Math.Exp(-logit));
        return -target * Math.Log(yes) - (1 - target) * Math.Log(1 - yes);
    }

    private static double CrossEntropy(double[] logits, double[] target) => -Math.Log(Math.Exp(logits[(int)target[0]]) / logits.Sum(Math.Exp));

    private static double GaussianLikelihood(double[] output, double[] target) => -target.Select((y, i) =>
    {
        var (mean, variance) = (output[i], Math.Exp(output[target.Length + i]));
        return Math.Log(Math.Exp(-(y - mean) * (y - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance));
    }).Sum();
}
