using System.Numerics;
using System.Runtime.Intrinsics;
using RnnSimd.Simd;
using static RnnSimd.Tests.Simd.HighPrecision;

namespace RnnSimd.Tests.Simd;

/// <summary>The errors that the documentation of <see cref="Activation"/> states for double, on random arguments of every size.</summary>
public sealed class ActivationDoubleErrorTests(ITestOutputHelper output)
{
    [Fact]
    public void ExpWithinRange() => AssertWithin(1.2, Activation.Exp, Exp, -745, 709.7);

    [Fact]
    public void LogOfPositives() => AssertWithin(1, Activation.Log, (exact, x) => Log(exact, Math.Log(x)), 5e-324, 1e300);

    [Fact]
    public void Tanh() => AssertWithin(
        3,
        Activation.Tanh,
        x =>
        {
            var square = Exp(2 * x);
            return Divide(square - One, square + One);
        },
        -22,
        22);

    [Fact]
    public void Sigmoid() => AssertWithin(2.5, Activation.Sigmoid, Logistic, -740, 40);

    [Fact]
    public void Softplus() => AssertWithin(
        3, Activation.Softplus, (exact, x) => Log(One + Exp(exact), Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)))), -30, 40);

    [Fact]
    public void Silu() => AssertWithin(3, Activation.Silu, x => Multiply(x, Logistic(x)), -744, 40);

    [Fact]
    public void Elu() => AssertWithin(2, x => Activation.Elu(x, 1d), x => x.Sign > 0 ? x : Exp(x) - One, -70, 10);

    [Fact]
    public void Sine() => AssertWithin(2, Activation.Sin, Sin, -1e6, 1e6);

    [Fact]
    public void Cosine() => AssertWithin(2, Activation.Cos, Cos, -1e6, 1e6);

    [Fact]
    public void SineAndCosineNearMultiplesOfHalfPi()
    {
        double[] arguments = [.. ((int[])[1, 2, 3, 4, 11, 355, 1000, 33333, 636619]).Select(n => n * Math.PI / 2)];
        AssertWithin(2, Activation.Sin, (exact, _) => Sin(exact), arguments);
        AssertWithin(2, Activation.Cos, (exact, _) => Cos(exact), arguments);
    }

    [Fact]
    public void HugeAnglesAreThoseOfTheRuntime()
    {
        var x = Vector256.Create(1e300, -7e15, 1.1e6, 0.5);
        Assert.Equal(Vector256.Create(Math.Sin(x[0]), Math.Sin(x[1]), Math.Sin(x[2]), Activation.Sin(x)[3]), Activation.Sin(x));
        Assert.Equal(Vector256.Create(Math.Cos(x[0]), Math.Cos(x[1]), Math.Cos(x[2]), Activation.Cos(x)[3]), Activation.Cos(x));
    }

    private static BigInteger Logistic(BigInteger x) => Divide(One, One + Exp(-x));

    // Half of the arguments are spread over the range, half over the orders of magnitude within it.
    private static double[] Arguments(double lowest, double highest)
    {
        const int Count = 400;
        const double Smallest = 1e-20;
        var random = new Random(20111);
        var spread = Enumerable.Range(0, Count).Select(_ => lowest + (highest - lowest) * random.NextDouble());
        var ordered = Enumerable.Range(0, Count).Select(i =>
        {
            var bound = lowest < 0 && i % 2 == 0 ? -lowest : highest;
            var smallest = lowest > 0 ? lowest : Smallest;
            var size = Math.Exp(Math.Log(smallest) + (Math.Log(bound) - Math.Log(smallest)) * random.NextDouble());
            return bound == -lowest ? -size : size;
        });
        return [.. spread, .. ordered, lowest, highest];
    }

    private void AssertWithin(
        double ulps,
        Func<Vector512<double>, Vector512<double>> function,
        Func<BigInteger, BigInteger> exact,
        double lowest,
        double highest) => AssertWithin(ulps, function, (x, _) => exact(x), Arguments(lowest, highest));

    private void AssertWithin(
        double ulps,
        Func<Vector512<double>, Vector512<double>> function,
        Func<BigInteger, double, BigInteger> exact,
        double lowest,
        double highest) => AssertWithin(ulps, function, exact, Arguments(lowest, highest));

    private void AssertWithin(
        double ulps, Func<Vector512<double>, Vector512<double>> function, Func<BigInteger, double, BigInteger> exact, double[] arguments)
    {
        var worst = arguments
            .AsParallel()
            .Select(x => (Error: Ulps(function(Vector512.Create(x))[0], exact(From(x), x)), Argument: x))
            .MaxBy(pair => pair.Error);
        output.WriteLine($"{worst.Error:G4} at {worst.Argument:R}");
        Assert.True(worst.Error <= ulps, $"{worst.Error:G4} units in the last place at {worst.Argument:R}; {ulps} are allowed.");
    }
}
