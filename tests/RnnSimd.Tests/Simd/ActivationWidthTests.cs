using System.Runtime.Intrinsics;
using RnnSimd.Simd;

namespace RnnSimd.Tests.Simd;

/// <summary>A lane has the same bits at 512, 256 and 128 bits, whatever its neighbours are.</summary>
[Trait("Category", "Bits")]
public sealed class ActivationWidthTests
{
    public static TheoryData<string> Names => [.. s_floats.Keys];

    private static readonly Dictionary<string, Widths<float>> s_floats = new()
    {
        ["Sigmoid"] = new(Activation.Sigmoid, Activation.Sigmoid, Activation.Sigmoid),
        ["Tanh"] = new(Activation.Tanh, Activation.Tanh, Activation.Tanh),
        ["Relu"] = new(Activation.Relu, Activation.Relu, Activation.Relu),
        ["LeakyRelu"] = new(x => Activation.LeakyRelu(x, 0.1f), x => Activation.LeakyRelu(x, 0.1f), x => Activation.LeakyRelu(x, 0.1f)),
        ["Elu"] = new(x => Activation.Elu(x, 0.7f), x => Activation.Elu(x, 0.7f), x => Activation.Elu(x, 0.7f)),
        ["Softplus"] = new(Activation.Softplus, Activation.Softplus, Activation.Softplus),
        ["Silu"] = new(Activation.Silu, Activation.Silu, Activation.Silu),
        ["Exp"] = new(Activation.Exp, Activation.Exp, Activation.Exp),
        ["Log"] = new(Activation.Log, Activation.Log, Activation.Log),
        ["Sqrt"] = new(Activation.Sqrt, Activation.Sqrt, Activation.Sqrt),
        ["Abs"] = new(Activation.Abs, Activation.Abs, Activation.Abs),
        ["Sin"] = new(Activation.Sin, Activation.Sin, Activation.Sin),
        ["Cos"] = new(Activation.Cos, Activation.Cos, Activation.Cos),
        ["Min"] = new(x => Activation.Min(x, -x), x => Activation.Min(x, -x), x => Activation.Min(x, -x)),
        ["Max"] = new(x => Activation.Max(x, -x), x => Activation.Max(x, -x), x => Activation.Max(x, -x)),
        ["HardSigmoid"] = new(Activation.HardSigmoid, Activation.HardSigmoid, Activation.HardSigmoid),
        ["HardTanh"] = new(Activation.HardTanh, Activation.HardTanh, Activation.HardTanh),
        ["Sign"] = new(Activation.Sign, Activation.Sign, Activation.Sign),
    };

    private static readonly Dictionary<string, Widths<double>> s_doubles = new()
    {
        ["Sigmoid"] = new(Activation.Sigmoid, Activation.Sigmoid, Activation.Sigmoid),
        ["Tanh"] = new(Activation.Tanh, Activation.Tanh, Activation.Tanh),
        ["Relu"] = new(Activation.Relu, Activation.Relu, Activation.Relu),
        ["LeakyRelu"] = new(x => Activation.LeakyRelu(x, 0.1), x => Activation.LeakyRelu(x, 0.1), x => Activation.LeakyRelu(x, 0.1)),
        ["Elu"] = new(x => Activation.Elu(x, 0.7), x => Activation.Elu(x, 0.7), x => Activation.Elu(x, 0.7)),
        ["Softplus"] = new(Activation.Softplus, Activation.Softplus, Activation.Softplus),
        ["Silu"] = new(Activation.Silu, Activation.Silu, Activation.Silu),
        ["Exp"] = new(Activation.Exp, Activation.Exp, Activation.Exp),
        ["Log"] = new(Activation.Log, Activation.Log, Activation.Log),
        ["Sqrt"] = new(Activation.Sqrt, Activation.Sqrt, Activation.Sqrt),
        ["Abs"] = new(Activation.Abs, Activation.Abs, Activation.Abs),
        ["Sin"] = new(Activation.Sin, Activation.Sin, Activation.Sin),
        ["Cos"] = new(Activation.Cos, Activation.Cos, Activation.Cos),
        ["Min"] = new(x => Activation.Min(x, -x), x => Activation.Min(x, -x), x => Activation.Min(x, -x)),
        ["Max"] = new(x => Activation.Max(x, -x), x => Activation.Max(x, -x), x => Activation.Max(x, -x)),
        ["HardSigmoid"] = new(Activation.HardSigmoid, Activation.HardSigmoid, Activation.HardSigmoid),
        ["HardTanh"] = new(Activation.HardTanh, Activation.HardTanh, Activation.HardTanh),
        ["Sign"] = new(Activation.Sign, Activation.Sign, Activation.Sign),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatBitsAreEqual(string name)
    {
        var random = new Random(4);
        AssertEqualBits(s_floats[name], () => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
        AssertEqualBits(s_floats[name], () => (float)(random.NextDouble() * 20 - 10));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoubleBitsAreEqual(string name)
    {
        var random = new Random(4);
        AssertEqualBits(s_doubles[name], () => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
        AssertEqualBits(s_doubles[name], () => random.NextDouble() * 20 - 10);
    }

    private static void AssertEqualBits<T>(Widths<T> function, Func<T> next)
        where T : struct
    {
        const int Rounds = 2000;
        var arguments = new T[Vector512<T>.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = next();

            var x = Vector512.Create(arguments);
            var whole = function.Of512(x);
            var halves = Vector512.Create(function.Of256(x.GetLower()), function.Of256(x.GetUpper()));
            var quarters = Vector512.Create(
                Vector256.Create(function.Of128(x.GetLower().GetLower()), function.Of128(x.GetLower().GetUpper())),
                Vector256.Create(function.Of128(x.GetUpper().GetLower()), function.Of128(x.GetUpper().GetUpper())));
            if (Bits(whole) != Bits(halves) || Bits(whole) != Bits(quarters))
                Assert.Fail($"f({x}) = {whole} at 512 bits, {halves} at 256, {quarters} at 128.");
        }
    }

    // Which NaN a sum of two is, hardware and software emulation decide differently.
    private static Vector512<int> Bits<T>(Vector512<T> x)
        where T : struct => Vector512.ConditionalSelect(Vector512.Equals(x, x), x, Vector512<T>.AllBitsSet).AsInt32();

    private sealed record Widths<T>(
        Func<Vector512<T>, Vector512<T>> Of512, Func<Vector256<T>, Vector256<T>> Of256, Func<Vector128<T>, Vector128<T>> Of128)
        where T : struct;
}
