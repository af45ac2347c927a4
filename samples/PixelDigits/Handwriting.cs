using System.Numerics;

namespace PixelDigits;

/// <summary>Writes digits, none like the other: in shape, size, slant, place, strength of the pen and noise.</summary>
internal sealed class Handwriting(int side, int seed)
{
    private const double Tremor = 0.035;
    private const double Noise = 0.08;

    private readonly Random _random = new(seed);

    /// <summary>Writes a digit and says the pixels, row by row.</summary>
    public float[] Write(int digit)
    {
        var picture = new Picture(side);
        var ways = Glyphs.Of[digit];
        var place = Place();
        var penWidth = Between(0.05, 0.11);
        foreach (var stroke in ways[_random.Next(ways.Count)])
        {
            var moved = stroke.Move(point => Vector2.Transform(point + new Vector2(Normal(Tremor), Normal(Tremor)), place));
            picture.Draw(moved.ToPolyline(), penWidth);
        }

        var contrast = Between(0.7, 1);
        foreach (ref var pixel in picture.Pixels.AsSpan())
        {
            pixel = Math.Clamp(contrast * pixel + Normal(Noise), 0, 1);
        }

        return picture.Pixels;
    }

    // From the square of the glyph to the picture.
    private Matrix3x2 Place()
    {
        var height = Between(0.6, 0.8);
        return Matrix3x2.CreateTranslation(-0.5f, -0.5f)
            * Matrix3x2.CreateScale(height * Between(0.5, 0.8), height)
            * Matrix3x2.CreateSkew(Between(-0.3, 0.3), 0)
            * Matrix3x2.CreateRotation(Between(-0.2, 0.2))
            * Matrix3x2.CreateTranslation(Between(0.43, 0.57), Between(0.43, 0.57));
    }

    private float Between(double low, double high) => (float)(low + (high - low) * _random.NextDouble());

    private float Normal(double deviation) => (float)(deviation * _random.NextNormal());
}
