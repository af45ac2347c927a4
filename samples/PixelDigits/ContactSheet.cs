using System.Buffers.Binary;

namespace PixelDigits;

/// <summary>Many pictures on one, as a bitmap file.</summary>
internal static class ContactSheet
{
    private const int HeaderLength = 54;
    private const int PaletteLength = 4 * 256;

    /// <summary>Lays out pictures of ink on paper, from left to right and from the top downwards.</summary>
    /// <param name="pictures">The pictures, as many as fill rows.</param>
    /// <param name="side">The pixels of a picture's side.</param>
    /// <param name="columns">The number of pictures in a row.</param>
    public static byte[] ToBitmap(IReadOnlyList<float[]> pictures, int side, int columns)
    {
        var (width, height) = (columns * side, pictures.Count / columns * side);
        var stride = (width + 3) & ~3;
        var file = new byte[HeaderLength + PaletteLength + height * stride];
        WriteHeader(file, width, height);
        var pixels = file.AsSpan(HeaderLength + PaletteLength);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                pixels[y * stride + x] = (byte)(255 * (1 - pictures[y / side * columns + x / side][y % side * side + x % side]));
            }
        }

        return file;
    }

    private static void WriteHeader(Span<byte> file, int width, int height)
    {
        "BM"u8.CopyTo(file);
        Write(file, 2, file.Length);
        Write(file, 10, HeaderLength + PaletteLength);
        Write(file, 14, 40);
        Write(file, 18, width);
        Write(file, 22, -height); // from the top downwards
        file[26] = 1;
        file[28] = 8;
        for (var gray = 0; gray < 256; gray++)
        {
            file.Slice(HeaderLength + 4 * gray, 3).Fill((byte)gray);
        }
    }

    private static void Write(Span<byte> file, int offset, int number) => BinaryPrimitives.WriteInt32LittleEndian(file[offset..], number);
}
