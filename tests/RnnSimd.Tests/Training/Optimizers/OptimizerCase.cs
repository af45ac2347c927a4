using System.Numerics;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Optimizers;

/// <summary>An optimizer, and its paper's formulas for one parameter, in double.</summary>
internal sealed record OptimizerCase<T>(string Name, Func<int, Optimizer<T>> Create, Func<Func<double, double, double>> CreateReference)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Rate = 0.01;
    private const double Lambda = 0.3;

    public static IReadOnlyList<OptimizerCase<T>> All { get; } =
    [
        new("gradient descent", count => new Sgd<T>(count) { LearningRate = Rate }, () => (p, g) => p - Rate * g),
        new("with decay", count => new Sgd<T>(count) { LearningRate = Rate, WeightDecay = Decay(count) }, () => (p, g) => p - Rate * (g + Lambda * p)),
        new("momentum", count => new Sgd<T>(count) { LearningRate = Rate, Momentum = 0.8 }, () => Momentum(lambda: 0)),
        new("momentum with decay", count => new Sgd<T>(count) { LearningRate = Rate, Momentum = 0.8, WeightDecay = Decay(count) }, () => Momentum(Lambda)),
        new("Nesterov", count => new Sgd<T>(count) { LearningRate = Rate, Momentum = 0.8, Nesterov = true }, Nesterov),
        new("RMSProp", count => new RmsProp<T>(count) { LearningRate = Rate, Rho = 0.7, Epsilon = 1e-3 }, () => RmsProp(lambda: 0)),
        new("RMSProp with decay", count => new RmsProp<T>(count) { LearningRate = Rate, Rho = 0.7, Epsilon = 1e-3, WeightDecay = Decay(count) }, () => RmsProp(Lambda)),
        new("Adam", count => new Adam<T>(count) { LearningRate = Rate, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 }, () => Adam(coupled: 0, decoupled: 0)),
        new("Adam with decay", count => new Adam<T>(count) { LearningRate = Rate, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3, WeightDecay = Decay(count) }, () => Adam(coupled: Lambda, decoupled: 0)),
        new("AdamW", count => new AdamW<T>(count) { LearningRate = Rate, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3, WeightDecay = Decay(count) }, () => Adam(coupled: 0, decoupled: Lambda)),
    ];

    public override string ToString() => Name;

    private static WeightDecay Decay(int count) => new(Lambda, [new("all", Rows: count, Columns: 1, Offset: 0, RowStride: 1, ColumnStride: 1, Rank: 1)]);

    private static Func<double, double, double> Momentum(double lambda)
    {
        var v = 0.0;
        return (p, g) =>
        {
            v = 0.8 * v + (g + lambda * p);
            return p - Rate * v;
        };
    }

    // Nesterov's scheme as Sutskever et al. (2013) state it, on a point θ of its own: v ← μ v − α g, θ ← θ + v, with g taken at θ + μ v.
    // The parameters of the optimizer are those points θ + μ v.
    private static Func<double, double, double> Nesterov()
    {
        var v = 0.0;
        return (ahead, g) =>
        {
            var theta = ahead - 0.8 * v;
            v = 0.8 * v - Rate * g;
            theta += v;
            return theta + 0.8 * v;
        };
    }

    private static Func<double, double, double> RmsProp(double lambda)
    {
        var meanSquare = 0.0;
        return (p, g) =>
        {
            g += lambda * p;
            meanSquare = 0.7 * meanSquare + 0.3 * g * g;
            return p - Rate * g / (Math.Sqrt(meanSquare) + 1e-3);
        };
    }

    // Algorithm 2 of Loshchilov and Hutter: Adam with both kinds of decay.
    private static Func<double, double, double> Adam(double coupled, double decoupled)
    {
        var (m, v, beta1Power, beta2Power) = (0.0, 0.0, 1.0, 1.0);
        return (p, g) =>
        {
            g += coupled * p;
            m = 0.8 * m + 0.2 * g;
            v = 0.95 * v + 0.05 * g * g;
            beta1Power *= 0.8;
            beta2Power *= 0.95;
            return p - (Rate * (m / (1 - beta1Power)) / (Math.Sqrt(v / (1 - beta2Power)) + 1e-3) + Rate * decoupled * p);
        };
    }
}
