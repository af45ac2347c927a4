using System.Runtime.Intrinsics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>NaN, infinities, zeros of both signs and ties. Expected values are limits of the functions.</summary>
public sealed class ActivationSpecialValueTests
{
    private const float Inf = float.PositiveInfinity;

    [Theory]
    [InlineData("Sigmoid", 0, 1, 0.5)]
    [InlineData("Tanh", -1, 1, 0)]
    [InlineData("Relu", 0, Inf, 0)]
    [InlineData("LeakyRelu", -Inf, Inf, 0)]
    [InlineData("Elu", -0.7f, Inf, 0)]
    [InlineData("Softplus", 0, Inf, 0.693147182f)]
    [InlineData("Silu", -0f, Inf, 0)]
    [InlineData("Exp", 0, Inf, 1)]
    [InlineData("Log", float.NaN, Inf, -Inf)]
    [InlineData("Sqrt", float.NaN, Inf, 0)]
    [InlineData("Abs", Inf, Inf, 0)]
    [InlineData("Sin", float.NaN, float.NaN, 0)]
    [InlineData("Cos", float.NaN, float.NaN, 1)]
    [InlineData("HardSigmoid", 0, 1, 0.5)]
    [InlineData("HardTanh", -1, 1, 0)]
    [InlineData("Sign", -1, 1, 0)]
    public void LimitsAndNaN(string name, float atMinusInfinity, float atInfinity, float atZero)
    {
        Assert.Equal(atMinusInfinity, OfFloat(name, -Inf));
        Assert.Equal(atInfinity, OfFloat(name, Inf));
        Assert.Equal(atZero, OfFloat(name, 0));
        Assert.Equal(float.NaN, OfFloat(name, float.NaN));

        Assert.Equal(atMinusInfinity, (float)OfDouble(name, -Inf));
        Assert.Equal(atInfinity, (float)OfDouble(name, Inf));
        Assert.Equal(atZero, (float)OfDouble(name, 0));
        Assert.Equal(double.NaN, OfDouble(name, double.NaN));
    }

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Relu")]
    [InlineData("LeakyRelu")]
    [InlineData("Silu")]
    [InlineData("Sin")]
    [InlineData("HardTanh")]
    [InlineData("Sign")]
    public void MinusZeroStays(string name)
    {
        Assert.True(float.IsNegative(OfFloat(name, -0f)));
        Assert.True(double.IsNegative(OfDouble(name, -0d)));
    }

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Elu")]
    [InlineData("Sin")]
    public void DenormalsAreTheirOwnTangents(string name)
    {
        Assert.Equal(float.Epsilon * 12345, OfFloat(name, float.Epsilon * 12345));
        Assert.Equal(double.Epsilon * 12345, OfDouble(name, double.Epsilon * 12345));
    }

    [Fact]
    public void ExpEndsWhereItsResultsEnd()
    {
        Assert.Equal(Inf, OfFloat("Exp", 88.73f));
        Assert.Equal(float.Epsilon, OfFloat("Exp", -103.9f));
        Assert.Equal(0, OfFloat("Exp", -104f));
        Assert.Equal(double.PositiveInfinity, OfDouble("Exp", 709.8));
        Assert.Equal(double.Epsilon, OfDouble("Exp", -745.1));
        Assert.Equal(0, OfDouble("Exp", -745.2));
    }

    [Fact]
    public void SaturatedFunctionsStayWithinTheirBounds()
    {
        for (var x = 0f; x < 30; x += 0.01f)
        {
            Assert.InRange(OfFloat("Tanh", x), 0, 1);
            Assert.InRange(OfFloat("Tanh", -x), -1, 0);
            Assert.InRange(OfFloat("Sigmoid", x), 0.5f, 1);
            Assert.InRange(OfFloat("Sigmoid", -x), 0, 0.5f);
        }

        Assert.Equal(1, OfFloat("Tanh", 9.1f));
        Assert.Equal(0, OfFloat("Sigmoid", -18.2f));
    }

    public static TheoryData<float, float, float, float> Pairs => new()
    {
        { 1, 2, 1, 2 },
        { -0f, 0f, -0f, 0f },
        { 0f, -0f, -0f, 0f },
        { float.NaN, 1, float.NaN, float.NaN },
        { 1, float.NaN, float.NaN, float.NaN },
        { -Inf, Inf, -Inf, Inf },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void SmallerAndLarger(float x, float y, float smaller, float larger)
    {
        var (a, b) = (Vector512.Create(x), Vector512.Create(y));
        AssertSame(smaller, Activation.Min(a, b)[7]);
        AssertSame(larger, Activation.Max(a, b)[7]);
        var (c, d) = (Vector128.Create((double)x), Vector128.Create((double)y));
        AssertSame(smaller, (float)Activation.Min(c, d)[1]);
        AssertSame(larger, (float)Activation.Max(c, d)[1]);
    }

    [Fact]
    public void ALogarithmOfANegativeNumberIsNaN()
    {
        Assert.Equal(float.NaN, OfFloat("Log", -float.Epsilon));
        Assert.Equal(float.NegativeInfinity, OfFloat("Log", -0f));
        Assert.Equal(double.NaN, OfDouble("Log", -1));
    }

    private static void AssertSame(float expected, float actual)
    {
        Assert.Equal(expected, actual);
        if (expected == 0)
            Assert.Equal(float.IsNegative(expected), float.IsNegative(actual));
    }

    private static float OfFloat(string name, float argument)
    {
        // Other lanes hold other values, so that one that reached over would be seen.
        var x = Vector256.Create(2f).WithElement(5, argument);
        return (name switch
        {
            "Sigmoid" => Activation.Sigmoid(x),
            "Tanh" => Activation.Tanh(x),
            "Relu" => Activation.Relu(x),
            "LeakyRelu" => Activation.LeakyRelu(x, 0.1f),
            "Elu" => Activation.Elu(x, argument < 0 && float.IsInfinity(argument) ? 0.7f : 1f),
            "Softplus" => Activation.Softplus(x),
            "Silu" => Activation.Silu(x),
            "Exp" => Activation.Exp(x),
            "Log" => Activation.Log(x),
            "Sqrt" => Activation.Sqrt(x),
            "Abs" => Activation.Abs(x),
            "Sin" => Activation.Sin(x),
            "Cos" => Activation.Cos(x),
            "HardSigmoid" => Activation.HardSigmoid(x),
            "HardTanh" => Activation.HardTanh(x),
            "Sign" => Activation.Sign(x),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
        })[5];
    }

    private static double OfDouble(string name, double argument)
    {
        var x = Vector256.Create(2d).WithElement(1, argument);
        return (name switch
        {
            "Sigmoid" => Activation.Sigmoid(x),
            "Tanh" => Activation.Tanh(x),
            "Relu" => Activation.Relu(x),
            "LeakyRelu" => Activation.LeakyRelu(x, 0.1),
            "Elu" => Activation.Elu(x, argument < 0 && double.IsInfinity(argument) ? 0.7 : 1),
            "Softplus" => Activation.Softplus(x),
            "Silu" => Activation.Silu(x),
            "Exp" => Activation.Exp(x),
            "Log" => Activation.Log(x),
            "Sqrt" => Activation.Sqrt(x),
            "Abs" => Activation.Abs(x),
            "Sin" => Activation.Sin(x),
            "Cos" => Activation.Cos(x),
            "HardSigmoid" => Activation.HardSigmoid(x),
            "HardTanh" => Activation.HardTanh(x),
            "Sign" => Activation.Sign(x),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
        })[1];
    }
}
