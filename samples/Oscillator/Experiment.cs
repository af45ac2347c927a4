namespace Oscillator;

/// <summary>A force on a mass on a spring, and where the mass is: simulated by a method of its own, much finer than the network's.</summary>
/// <param name="Forces">At the beginning of each step.</param>
/// <param name="Positions">At the end of each step.</param>
internal sealed record Experiment(double[] Forces, double[] Positions)
{
    public const double Mass = 2;
    public const double Damping = 0.5;

    private const int SubSteps = 10;
    private const int Tones = 24;
    private const double Amplitude = 1.5;

    /// <summary>Pushes the mass, which rests at first, with a sum of random tones.</summary>
    public static Experiment Run(int steps, int seed)
    {
        var force = RandomForce(new Random(seed));
        var result = new Experiment(new double[steps], new double[steps]);
        var dt = DampedOscillator.TimeStep / SubSteps;
        var (x, v) = (0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            var start = step * DampedOscillator.TimeStep;
            result.Forces[step] = force(start);
            for (var i = 0; i < SubSteps; i++)
            {
                (x, v) = RungeKutta(force, start + i * dt, dt, x, v);
            }

            result.Positions[step] = x;
        }

        return result;
    }

    /// <summary>The same, with positions that are measured with noise, a share of their own spread.</summary>
    public Experiment WithNoise(double share, int seed)
    {
        var random = new Random(seed);
        var deviation = share * RootMeanSquare(Positions);
        return this with { Positions = Array.ConvertAll(Positions, x => x + deviation * random.NextNormal()) };
    }

    /// <summary>The same with a stronger force: the equation is linear.</summary>
    public Experiment Scaled(double factor) => new(Array.ConvertAll(Forces, f => factor * f), Array.ConvertAll(Positions, x => factor * x));

    /// <summary>How far forecasts are off, as a share of how far the mass moves: root mean squares.</summary>
    public double ErrorOf(Func<double[], double[]> forecast) =>
        RootMeanSquare(forecast(Forces).Zip(Positions, (y, x) => y - x)) / RootMeanSquare(Positions);

    // The tones reach up to twice the frequency of the oscillator alone, evenly spread but for their place within their share.
    private static Func<double, double> RandomForce(Random random)
    {
        var spacing = 2 * Math.Sqrt(DampedOscillator.Stiffness / Mass) / Tones;
        (double Amplitude, double Frequency)[] tones =
            [.. Enumerable.Range(0, Tones).Select(i => (Amplitude * (2 * random.Next(2) - 1), spacing * (i + random.NextDouble())))];
        return time => tones.Sum(tone => tone.Amplitude * Math.Sin(tone.Frequency * time));
    }

    // The classical method of fourth order.
    private static (double X, double V) RungeKutta(Func<double, double> force, double t, double dt, double x, double v)
    {
        var (x1, v1) = (v, Acceleration(t, x, v));
        var (x2, v2) = (v + dt / 2 * v1, Acceleration(t + dt / 2, x + dt / 2 * x1, v + dt / 2 * v1));
        var (x3, v3) = (v + dt / 2 * v2, Acceleration(t + dt / 2, x + dt / 2 * x2, v + dt / 2 * v2));
        var (x4, v4) = (v + dt * v3, Acceleration(t + dt, x + dt * x3, v + dt * v3));
        return (x + dt / 6 * (x1 + 2 * x2 + 2 * x3 + x4), v + dt / 6 * (v1 + 2 * v2 + 2 * v3 + v4));

        double Acceleration(double t, double x, double v) => (force(t) - Damping * v - DampedOscillator.Stiffness * x) / Mass;
    }

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));
}
