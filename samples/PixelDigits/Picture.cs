using System.Numerics;

namespace PixelDigits;

/// <summary>A square of gray pixels, 0 where it is empty and 1 where there is ink, row by row.</summary>
internal sealed class Picture(int side)
{
    public float[] Pixels { get; } = new float[side * side];

    /// <summary>Draws with a round pen; a unit of length is the whole side.</summary>
    public void Draw(ReadOnlySpan<Vector2> polyline, float penWidth)
    {
        for (var i = 0; i + 1 < polyline.Length; i++)
        {
            DrawPiece(side * polyline[i], side * polyline[i + 1], side * penWidth / 2);
        }
    }

    // A pixel is as dark as the pen covers it, measured at its centre.
    private void DrawPiece(Vector2 from, Vector2 to, float radius)
    {
        var (low, high) = (Vector2.Min(from, to) - new Vector2(radius + 1), Vector2.Max(from, to) + new Vector2(radius + 1));
        for (var row = Pixel(low.Y); row <= Pixel(high.Y); row++)
        {
            for (var column = Pixel(low.X); column <= Pixel(high.X); column++)
            {
                var centre = new Vector2(column + 0.5f, row + 0.5f);
                var ink = Math.Clamp(radius + 0.5f - Distance(centre, from, to), 0, 1);
                ref var pixel = ref Pixels[row * side + column];
                pixel = Math.Max(pixel, ink);
            }
        }
    }

    private int Pixel(float position) => Math.Clamp((int)position, 0, side - 1);

    private static float Distance(Vector2 point, Vector2 from, Vector2 to)
    {
        var (along, piece) = (point - from, to - from);
        var part = Math.Clamp(Vector2.Dot(along, piece) / Math.Max(piece.LengthSquared(), 1e-12f), 0, 1);
        return (along - part * piece).Length();
    }
}
