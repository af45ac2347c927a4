using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Functions;

/// <summary>The functions of <see cref="Simd.Activation"/> on data in the first-level cache, each beside what .NET has for it.</summary>
internal static class FunctionCases
{
    private const int Elements = 2048;

    // In float, both sides round a few times.
    private const double Tolerance = 1e-6;

    private delegate void Map<T>(ReadOnlySpan<T> x, Span<T> y);

    public static IReadOnlyList<Row> All { get; } =
    [
        .. Rows<Sigmoid>(TensorPrimitives.Sigmoid, TensorPrimitives.Sigmoid),
        .. Rows<Tanh>(TensorPrimitives.Tanh, TensorPrimitives.Tanh),
        .. Rows<HardSigmoid>(),
        .. Rows<HardTanh>(),
        .. Rows<Relu>(),
        .. Rows<LeakyRelu>(),
        .. Rows<Elu>(),
        .. Rows<Softplus>(),
        .. Rows<Silu>(),
        .. Rows<Exp>(TensorPrimitives.Exp, TensorPrimitives.Exp),
        .. Rows<Log>(TensorPrimitives.Log, TensorPrimitives.Log),
        .. Rows<Sin>(TensorPrimitives.Sin, TensorPrimitives.Sin),
        .. Rows<Cos>(TensorPrimitives.Cos, TensorPrimitives.Cos),
        .. Rows<Sqrt>(TensorPrimitives.Sqrt, TensorPrimitives.Sqrt),
        .. Rows<Abs>(TensorPrimitives.Abs, TensorPrimitives.Abs),
        .. Rows<Sign>(),
        .. Rows<Min>(),
        .. Rows<Max>(),
    ];

    private static IEnumerable<Row> Rows<TFunction>(Map<float>? tensorsOfFloat = null, Map<double>? tensorsOfDouble = null)
        where TFunction : IFunction =>
        [
            .. Rows<TFunction, float>("float", FunctionLoops.Vectors<TFunction>, tensorsOfFloat),
            .. Rows<TFunction, double>("double", FunctionLoops.Vectors<TFunction>, tensorsOfDouble),
        ];

    private static IEnumerable<Row> Rows<TFunction, T>(string precision, Map<T> vectors, Map<T>? tensors)
        where TFunction : IFunction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var ours = $"{typeof(TFunction).Name} of {Elements} {precision}s";
        yield return Row(ours, vectors, relativeTo: null);
        if (tensors is not null)
        {
            yield return Row($"{ours}, TensorPrimitives", tensors, ours);
        }

        yield return Row($"{ours}, plain loop", FunctionLoops.Scalars<TFunction, T>, ours);

        Row Row(string name, Map<T> map, string? relativeTo)
        {
            var demand = new Demand(0, Elements * Unsafe.SizeOf<T>(), Elements * Unsafe.SizeOf<T>());
            return new(name, demand, () => Prepare<TFunction, T>(name, map), relativeTo);
        }
    }

    private static Action<int> Prepare<TFunction, T>(string name, Map<T> map)
        where TFunction : IFunction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y) = (new Values<T>(Elements), new Values<T>(Elements));
        var isOfPositive = T.IsNaN(TFunction.Of(-T.One));
        foreach (var (n, random) in Data.Random(Elements).Index())
        {
            x[n] = T.CreateChecked(4 * (isOfPositive ? Math.Abs(random) : random));
        }

        map(x.Span, y.Span);
        for (var n = 0; n < Elements; n++)
        {
            var expected = TFunction.Of(double.CreateChecked(x[n]));
            if (!(Math.Abs(double.CreateChecked(y[n]) - expected) <= Tolerance * Math.Max(1, Math.Abs(expected))))
            {
                throw new InvalidOperationException($"{name}: of {x[n]} it is {y[n]}, but should be {expected}.");
            }
        }

        return NetworkCalls.Repeat(() => map(x.Span, y.Span));
    }
}
