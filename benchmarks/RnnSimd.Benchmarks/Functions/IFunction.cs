using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnSimd.Benchmarks.Functions;

/// <summary>A function of <see cref="Simd.Activation"/> of one vector, and the same in ordinary arithmetic.</summary>
internal interface IFunction
{
    static abstract T Of<T>(T x)
        where T : IFloatingPointIeee754<T>;

    static abstract Vector512<float> Of(Vector512<float> x);

    static abstract Vector256<float> Of(Vector256<float> x);

    static abstract Vector128<float> Of(Vector128<float> x);

    static abstract Vector512<double> Of(Vector512<double> x);

    static abstract Vector256<double> Of(Vector256<double> x);

    static abstract Vector128<double> Of(Vector128<double> x);
}
