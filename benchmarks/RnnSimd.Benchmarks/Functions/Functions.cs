using System.Numerics;
using System.Runtime.Intrinsics;
using RnnSimd.Simd;

namespace RnnSimd.Benchmarks.Functions;

[EveryWidth(Double = true)]
internal readonly partial struct Sigmoid : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Sigmoid(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Tanh : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Tanh(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Tanh(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct HardSigmoid : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Clamp(x / T.CreateChecked(6) + T.CreateChecked(0.5), T.Zero, T.One);

    public static Vector512<float> Of(Vector512<float> x) => Activation.HardSigmoid(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct HardTanh : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Clamp(x, -T.One, T.One);

    public static Vector512<float> Of(Vector512<float> x) => Activation.HardTanh(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Relu : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Max(x, T.Zero);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Relu(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct LeakyRelu : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => x > T.Zero ? x : x * T.CreateChecked(0.01);

    public static Vector512<float> Of(Vector512<float> x) => Activation.LeakyRelu(x, 0.01f);
}

[EveryWidth(Double = true)]
internal readonly partial struct Elu : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => x > T.Zero ? x : T.Exp(x) - T.One;

    public static Vector512<float> Of(Vector512<float> x) => Activation.Elu(x, 1f);
}

[EveryWidth(Double = true)]
internal readonly partial struct Softplus : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Log(T.One + T.Exp(x));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Softplus(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Silu : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => x / (T.One + T.Exp(-x));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Silu(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Exp : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Exp(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Exp(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Log : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Log(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Log(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Sin : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Sin(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Sin(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Cos : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Cos(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Sqrt : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Sqrt(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Sqrt(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Abs : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Abs(x);

    public static Vector512<float> Of(Vector512<float> x) => Activation.Abs(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Sign : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.CreateChecked(T.Sign(x));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Sign(x);
}

[EveryWidth(Double = true)]
internal readonly partial struct Min : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Min(x, T.CreateChecked(0.5));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Min(x, Vector512.Create(0.5f));
}

[EveryWidth(Double = true)]
internal readonly partial struct Max : IFunction
{
    public static T Of<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Max(x, T.CreateChecked(0.5));

    public static Vector512<float> Of(Vector512<float> x) => Activation.Max(x, Vector512.Create(0.5f));
}
