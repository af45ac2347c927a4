using System.Numerics;

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

    /// <summary>More than 0, also in the precision that it will be used in.</summary>
    public static double Positive<T>(double value, string name)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateSaturating(value) > T.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, value > 0 ? $"{name} must be more than 0, but in {typeof(T).Name} it is 0." : $"{name} must be more than 0.");

    /// <summary>A factor by which something remembered fades: 0 or more, less than 1.</summary>
    public static double Decay(double value, string name) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more and less than 1.");

    /// <summary>What something leaves of a number: more than 0, at most 1.</summary>
    public static double Share(double value, string name) =>
        value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be more than 0 and at most 1.");

    public static double Fraction(double value, string name) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 to 1.");

    public static long NotNegative(long value, string name) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more.");

    public static long AtLeastOne(long value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more.");
}
