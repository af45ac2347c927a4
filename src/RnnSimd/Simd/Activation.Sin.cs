using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnSimd.Simd;

// x = q π/2 + r with |r| ≤ π/4; the quadrant q says which of sin r and cos r, and with which sign.
[EveryWidth(Double = true)]
public static partial class Activation
{
    // Up to here the multiples of the parts of π/2 are exact. Far beyond it the reduction needs hundreds of digits of π: such arguments
    // hardly occur, and are left to the runtime, lane by lane.
    private const int LargestReducedAngle = 1_000_000;

    /// <summary>The sine, of any argument: within 2.1 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        var result = SineFrom(x, Vector512<int>.Zero);
        return Vector512.LessThanOrEqualAll(Vector512.Abs(x), Vector512.Create((float)LargestReducedAngle))
            ? result
            : WithLargeAngles(x, result, cosine: false);
    }

    /// <summary>The cosine, of any argument: within 2.1 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        var result = SineFrom(x, Vector512<int>.One);
        return Vector512.LessThanOrEqualAll(Vector512.Abs(x), Vector512.Create((float)LargestReducedAngle))
            ? result
            : WithLargeAngles(x, result, cosine: true);
    }

    /// <summary>The sine of x + <paramref name="quadrants"/> · π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SineFrom(Vector512<float> x, Vector512<int> quadrants)
    {
        var r = ReduceToQuadrant(x, out var quadrant);
        quadrant += quadrants;
        var square = r * r;
        var isEven = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        var magnitude = Vector512.ConditionalSelect(isEven, SineOfReduced(r, square), CosineOfReduced(square));

        // The second bit of the quadrant is the sign's.
        return magnitude ^ ((quadrant >>> 1) << SinSingle.SignBit).AsSingle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> WithLargeAngles(Vector512<float> x, Vector512<float> result, bool cosine)
    {
        for (var i = 0; i < Vector512<float>.Count; i++)
        {
            // NaN, too, takes this way.
            if (!(MathF.Abs(x[i]) <= LargestReducedAngle))
            {
                result = result.WithElement(i, (float)(cosine ? Math.Cos(x[i]) : Math.Sin(x[i])));
            }
        }

        return result;
    }
}
