using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnSimd.Tests.Simd;

/// <summary>The sums that MatrixProduct promises, one element at a time, in the promised order.</summary>
internal static class ScalarProduct
{
    private static readonly bool s_fuses = Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>z[r, n] = start(r, n) + Σₖ a[r, k] w[k, n] in so many chains.</summary>
    public static T[,] Multiply<T>(T[,] a, T[,] w, Func<int, int, T> start, int chains)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = a.GetLength(0), inner = a.GetLength(1), columns = w.GetLength(1);
        var z = new T[rows, columns];
        var length = (inner + chains - 1) / chains;
        for (var r = 0; r < rows; r++)
        {
            for (var n = 0; n < columns; n++)
            {
                var sums = new T[chains];
                for (var chain = 0; chain < chains; chain++)
                {
                    var sum = chain == 0 ? start(r, n) : T.Zero;
                    for (var k = chain * length; k < Math.Min((chain + 1) * length, inner); k++)
                    {
                        sum = MultiplyAdd(a[r, k], w[k, n], sum);
                    }

                    sums[chain] = sum;
                }

                z[r, n] = SumOfPairs(sums);
            }
        }

        return z;
    }

    /// <summary>sum[k, n] + (0 + Σᵣ a[r, k] d[r, n]).</summary>
    public static T[,] AddTransposedMultiply<T>(T[,] sum, T[,] a, T[,] d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = (T[,])sum.Clone();
        for (var k = 0; k < sum.GetLength(0); k++)
        {
            for (var n = 0; n < sum.GetLength(1); n++)
            {
                var total = T.Zero;
                for (var r = 0; r < a.GetLength(0); r++)
                {
                    total = MultiplyAdd(a[r, k], d[r, n], total);
                }

                result[k, n] += total;
            }
        }

        return result;
    }

    private static T SumOfPairs<T>(ReadOnlySpan<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        sums.Length == 1 ? sums[0] : SumOfPairs(sums[..(sums.Length / 2)]) + SumOfPairs(sums[(sums.Length / 2)..]);

    private static T MultiplyAdd<T>(T x, T y, T z)
        where T : unmanaged, IFloatingPointIeee754<T> => s_fuses ? T.FusedMultiplyAdd(x, y, z) : x * y + z;
}
