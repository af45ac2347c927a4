using System.Runtime.Intrinsics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>
/// The errors that the documentation of <see cref="Activation"/> states for float, with fused multiply-add and without.
/// <c>RNNSIMD_FULL_SCAN=1</c> scans all 2³² arguments of each function, which takes minutes.
/// </summary>
public sealed class ActivationFloatErrorTests(ITestOutputHelper output)
{
    // The last ones lie on both sides of the largest argument that the vector code reduces itself.
    private static readonly float[] s_multiplesOfHalfPi =
        [.. ((int[])[1, 2, 3, 4, 11, 99, 1000, 33333, 636619, 636620, 5_000_000]).Select(n => (float)(n * Math.PI / 2))];

    [Fact]
    public void Tanh() => AssertWithin(2.1e-7, Activation.Tanh, Math.Tanh, FloatScan.Absolute, 9.1f, -9.1f);

    [Fact]
    public void TanhRelatively() => AssertWithin(5.5, Activation.Tanh, Math.Tanh, FloatScan.Ulps, 9.1f, -9.1f);

    [Fact]
    public void Sigmoid() => AssertWithin(1.3e-7, Activation.Sigmoid, x => 1 / (1 + Math.Exp(-x)), FloatScan.Absolute, 18.2f, -18.2f);

    [Fact]
    public void Exp() => AssertWithin(1.1, Activation.Exp, Math.Exp, FloatScan.Ulps, 88.72f, -87.34f, -103.97f);

    [Fact]
    public void Log() => AssertWithin(0.9, Activation.Log, Math.Log, FloatScan.Ulps, MathF.Sqrt(0.5f), MathF.Sqrt(2));

    [Fact]
    public void Elu() => AssertWithin(1.2, x => Activation.Elu(x, 1f), x => x > 0 ? x : ExpMinusOne(x), FloatScan.Ulps, -17.3f, -30f);

    [Fact]
    public void EluScaled() =>
        AssertWithin(1.8, x => Activation.Elu(x, 0.3f), x => x > 0 ? x : 0.3f * ExpMinusOne(x), FloatScan.Ulps, -17.3f, -30f);

    [Fact]
    public void Softplus() =>
        AssertWithin(3, Activation.Softplus, x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), FloatScan.Ulps, -103.97f);

    [Fact]
    public void Silu() =>
        AssertWithin(
            3.6,
            Activation.Silu,
            x => double.IsNegativeInfinity(x) ? -0d : x / (1 + Math.Exp(-x)),
            FloatScan.Ulps,
            -87.34f,
            -103.97f,
            -108.6f);

    [Fact]
    public void Sin() => AssertWithin(2.1, Activation.Sin, Math.Sin, FloatScan.Ulps, s_multiplesOfHalfPi);

    [Fact]
    public void Cos() => AssertWithin(2.1, Activation.Cos, Math.Cos, FloatScan.Ulps, s_multiplesOfHalfPi);

    [Fact]
    public void HardSigmoid() => AssertWithin(1.4, Activation.HardSigmoid, x => Math.Clamp(x / 6 + 0.5, 0, 1), FloatScan.Ulps, -3, 3);

    [Fact]
    public void HardTanh() => AssertWithin(0, Activation.HardTanh, x => Math.Clamp(x, -1, 1), FloatScan.Ulps);

    [Fact]
    public void Relu() => AssertWithin(0, Activation.Relu, x => Math.Max(x, 0), FloatScan.Ulps);

    [Fact]
    public void LeakyRelu() => AssertWithin(0.5, x => Activation.LeakyRelu(x, 0.01f), x => x > 0 ? x : x * 0.01f, FloatScan.Ulps);

    [Fact]
    public void Sqrt() => AssertWithin(0.5, Activation.Sqrt, Math.Sqrt, FloatScan.Ulps);

    [Fact]
    public void Abs() => AssertWithin(0, Activation.Abs, Math.Abs, FloatScan.Ulps);

    [Fact]
    public void Sign() => AssertWithin(0, Activation.Sign, x => double.IsNaN(x) ? x : Math.Sign(x), FloatScan.Ulps);

    // Kahan's and Goldberg's forms: exact to rounding in double although e^x and 1 + x round.
    private static double ExpMinusOne(double x)
    {
        var y = Math.Exp(x);
        return y == 1 ? x : y - 1 == -1 ? -1 : (y - 1) * x / Math.Log(y);
    }

    private static double LogOnePlus(double x)
    {
        var y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }

    private void AssertWithin(
        double limit,
        Func<Vector512<float>, Vector512<float>> function,
        Func<double, double> exact,
        Func<float, double, double> errorOf,
        params float[] edges)
    {
        var worst = FloatScan.Largest(function, exact, errorOf, edges);
        output.WriteLine($"{worst.Error:G4} at {worst.Argument:R}");
        Assert.True(
            worst.Error <= limit, $"Error {worst.Error:G4} at {worst.Argument:R}, which gave {worst.Value:R}; {limit:G4} is allowed.");
    }
}
