namespace Samples;

internal static class RandomExtensions
{
    /// <summary>Draws from the normal distribution of mean 0 and deviation 1: Box and Muller (1958).</summary>
    public static double NextNormal(this Random random)
    {
        // 1 - u is never zero.
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
