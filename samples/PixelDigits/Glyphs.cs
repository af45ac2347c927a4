using System.Numerics;

namespace PixelDigits;

/// <summary>The digits as one would teach to write them: strokes through a few points each, in a square from (0, 0), upper left, to (1, 1).</summary>
internal static class Glyphs
{
    /// <summary>The ways to write each digit.</summary>
    public static IReadOnlyList<Stroke[]>[] Of { get; } =
    [
        /* 0 */ [[Curve((0.5, 0), (0.12, 0.25), (0.12, 0.75), (0.5, 1), (0.88, 0.75), (0.88, 0.25), (0.5, 0))]],
        /* 1 */ [[Line((0.5, 0), (0.5, 1))], [Line((0.25, 0.25), (0.55, 0), (0.55, 1))]],
        /* 2 */ [[Curve((0.1, 0.25), (0.45, 0), (0.85, 0.27), (0.5, 0.65), (0.08, 1)), Line((0.08, 1), (0.92, 1))]],
        /* 3 */ [[Curve((0.12, 0.1), (0.5, 0), (0.82, 0.23), (0.4, 0.47)), Curve((0.4, 0.47), (0.9, 0.72), (0.5, 1), (0.08, 0.9))]],
        /* 4 */ [[Line((0.6, 0), (0.08, 0.65), (0.95, 0.65)), Line((0.68, 0.35), (0.68, 1))], [Line((0.15, 0), (0.12, 0.55), (0.9, 0.55)), Line((0.75, 0), (0.75, 1))]],
        /* 5 */ [[Line((0.88, 0), (0.2, 0), (0.15, 0.45)), Curve((0.15, 0.45), (0.55, 0.36), (0.9, 0.67), (0.55, 1), (0.08, 0.9))]],
        /* 6 */ [[Curve((0.75, 0), (0.3, 0.3), (0.12, 0.7), (0.5, 1), (0.88, 0.72), (0.5, 0.48), (0.16, 0.7))]],
        /* 7 */ [[Line((0.08, 0), (0.92, 0), (0.35, 1))], [Line((0.08, 0), (0.92, 0), (0.35, 1)), Line((0.3, 0.5), (0.85, 0.5))]],
        /* 8 */ [[Curve((0.5, 0.46), (0.15, 0.23), (0.5, 0), (0.85, 0.23), (0.5, 0.46), (0.1, 0.74), (0.5, 1), (0.9, 0.74), (0.5, 0.46))]],
        /* 9 */ [[Curve((0.86, 0.28), (0.5, 0.53), (0.14, 0.27), (0.5, 0), (0.86, 0.28), (0.8, 0.65), (0.55, 1))]],
    ];

    private static Stroke Line(params (double X, double Y)[] points) => new(IsCurve: false, Points(points));

    private static Stroke Curve(params (double X, double Y)[] points) => new(IsCurve: true, Points(points));

    private static Vector2[] Points((double X, double Y)[] points) => Array.ConvertAll(points, point => new Vector2((float)point.X, (float)point.Y));
}
