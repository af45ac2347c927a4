namespace RnnSimd.Equations;

/// <summary>The activations of one number, in <see cref="double"/>, each accurate to a few units in the last place. NaN gives NaN.</summary>
internal static class Activations
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Relu(double x) => Math.Max(x, 0);

    public static double LeakyRelu(double x, double slope) => x > 0 ? x : slope * x;

    public static double Elu(double x, double alpha) => x > 0 ? x : alpha * ExpMinusOne(x);

    // e^x overflows for large x, and 1 + e^x rounds to 1 for very negative x.
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    public static double Silu(double x) => x / (1 + Math.Exp(-x));

    public static double HardSigmoid(double x) => Math.Clamp(x / 6 + 0.5, 0, 1);

    public static double HardTanh(double x) => Math.Clamp(x, -1, 1);

    /// <summary>eˣ − 1 without cancellation, which <see cref="double.ExpM1"/> does not promise: Higham (2002), section 1.14.1.</summary>
    private static double ExpMinusOne(double x)
    {
        var y = Math.Exp(x);
        return y == 1 ? x : y == 0 ? -1 : (y - 1) * x / Math.Log(y);
    }

    /// <summary>log(1 + x) without cancellation, for x ≥ 0: Goldberg (1991), theorem 4.</summary>
    private static double LogOnePlus(double x)
    {
        var y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }
}
