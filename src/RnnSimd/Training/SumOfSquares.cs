using System.Numerics;

namespace RnnSimd.Training;

/// <summary>The sum of squares in an order that the length alone decides, which <c>TensorPrimitives</c> does not promise.</summary>
internal static class SumOfSquares
{
    private const int Lanes = 16;

    public static T Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> sums = stackalloc T[Lanes];
        sums.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            sums[i % Lanes] += values[i] * values[i];
        }

        for (var half = Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                sums[lane] += sums[lane + half];
            }
        }

        return sums[0];
    }
}
