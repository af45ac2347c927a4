using System.Numerics;

namespace PixelDigits;

/// <summary>A movement of the pen, straight from point to point or along a smooth curve through them.</summary>
internal sealed record Stroke(bool IsCurve, IReadOnlyList<Vector2> Points)
{
    private const int PiecesOfSpan = 6;

    public Stroke Move(Func<Vector2, Vector2> move) => this with { Points = [.. Points.Select(move)] };

    /// <summary>The points of the straight pieces that it is drawn with. The curve is that of Catmull and Rom (1974).</summary>
    public Vector2[] ToPolyline()
    {
        if (!IsCurve)
        {
            return [.. Points];
        }

        var polyline = new Vector2[(Points.Count - 1) * PiecesOfSpan + 1];
        for (var i = 0; i < polyline.Length - 1; i++)
        {
            var (span, part) = (i / PiecesOfSpan, i % PiecesOfSpan / (float)PiecesOfSpan);
            polyline[i] = Between(At(span - 1), At(span), At(span + 1), At(span + 2), part);
        }

        polyline[^1] = Points[^1];
        return polyline;
    }

    private Vector2 At(int point) => Points[Math.Clamp(point, 0, Points.Count - 1)];

    private static Vector2 Between(Vector2 before, Vector2 from, Vector2 to, Vector2 after, float t) =>
        0.5f * (2 * from + t * (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before))));
}
