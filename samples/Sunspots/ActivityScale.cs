using System.Globalization;

namespace Sunspots;

/// <summary>
/// What the networks see instead of a sunspot number: its square root, with mean 0 and deviation 1 over the years of training.
/// The spread of sunspot numbers grows with their size, that of the roots hardly does.
/// </summary>
internal sealed record ActivityScale(double Mean, double Deviation)
{
    private const string MeanKey = "rootMean";
    private const string DeviationKey = "rootDeviation";

    public static ActivityScale Of(ReadOnlySpan<double> numbers)
    {
        var mean = 0.0;
        var meanNumber = 0.0;
        foreach (var number in numbers)
        {
            mean += Math.Sqrt(number) / numbers.Length;
            meanNumber += number / numbers.Length;
        }

        // The mean of the squared roots is the mean of the numbers.
        return new ActivityScale(mean, Math.Sqrt(meanNumber - mean * mean));
    }

    public float Level(double number) => (float)((Math.Sqrt(number) - Mean) / Deviation);

    /// <summary>The number that a level stands for. Below zero it is odd, so that training has a slope to follow there too.</summary>
    public double Number(float level) => Root(level) * Math.Abs(Root(level));

    /// <summary>The derivative of <see cref="Number"/>.</summary>
    public double Slope(float level) => 2 * Math.Abs(Root(level)) * Deviation;

    /// <summary>For a model file: without its scale a network is of no use.</summary>
    public Dictionary<string, string> ToMetadata() => new()
    {
        [MeanKey] = Mean.ToString("R", CultureInfo.InvariantCulture),
        [DeviationKey] = Deviation.ToString("R", CultureInfo.InvariantCulture),
    };

    public static ActivityScale FromMetadata(IReadOnlyDictionary<string, string> metadata) => new(
        double.Parse(metadata[MeanKey], CultureInfo.InvariantCulture),
        double.Parse(metadata[DeviationKey], CultureInfo.InvariantCulture));

    private double Root(float level) => Mean + Deviation * level;
}
