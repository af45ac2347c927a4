using RnnSimd;
using RnnSimd.Diagnostics;

namespace LogisticMap;

/// <summary>How x_t depends on x_0: ∂x_t/∂x_0 from backpropagation through time, and by the chain rule the product of r (1 − 2 x_k) over all k before t.</summary>
internal sealed record Sensitivity(double R, double[] Measured, double[] Product, double Exponent)
{
    private const double Start = 0.3;

    /// <summary>The largest difference, as a share of the product.</summary>
    public double Error => Measured.Zip(Product, (a, b) => Math.Abs(a / b - 1)).Max();

    /// <param name="r">The parameter of the map.</param>
    /// <param name="steps">How far to look.</param>
    /// <param name="stepsOfExponent">How long to average for the exponent of Lyapunov, the mean logarithm of the factor per step.</param>
    public static Sensitivity Of(double r, int steps, int stepsOfExponent)
    {
        var network = new LogisticNetwork(r);
        var (measured, product) = (new double[steps + 1], new double[steps + 1]);
        var states = new double[steps];
        network.Run(new double[steps], [Start], states);
        (measured[0], product[0]) = (1, 1);
        for (var t = 1; t <= steps; t++)
        {
            measured[t] = Backpropagate(network, t);
            product[t] = product[t - 1] * r * (1 - 2 * (t == 1 ? Start : states[t - 2]));
        }

        return new(r, measured, product, ExponentOf(network, stepsOfExponent));
    }

    /// <summary>The exponent of Lyapunov of a network of one state. No number of steps is too many: see <see cref="GradientFlow"/>.</summary>
    public static double ExponentOf(IRecurrentNetwork<double> network, int steps) =>
        GradientFlow.Of<double>(network, new double[steps], [Start]).LogNorms[steps] / steps;

    /// <summary>The same exponent for a parameter whose trajectory ends in a cycle: from the cycle alone.</summary>
    public static double ExponentOfCycle(double r, int length)
    {
        var x = Start;
        var sum = 0.0;
        for (var step = 0; step < 10000 + length; step++)
        {
            sum += step < 10000 ? 0 : Math.Log(Math.Abs(r * (1 - 2 * x)));
            x = r * x * (1 - x);
        }

        return sum / length;
    }

    private static double Backpropagate(LogisticNetwork network, int steps)
    {
        var tape = new Tape<double>();
        network.Forward(new double[steps], [Start], new double[steps], 1, tape);
        double[] gradient = [1];
        network.Backward(tape, new double[steps], gradient, new double[LogisticNetwork.ParameterCount], inputGradients: []);
        return gradient[0];
    }
}
