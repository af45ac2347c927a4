namespace RnnSimd.Training;

/// <summary>Range checks of the numbers that control training; each returns the value that it has checked.</summary>
internal static class Hyperparameter
{
    public static double FiniteNotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and 0 or more.");

    public static double FinitePositive(double value, string name) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and more than 0.");

    /// <summary>A factor by which something remembered fades: 0 or more, less than 1.</summary>
    public static double Decay(double value, string name) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more and less than 1.");
}
