using RnnSimd.Training;

namespace PixelDigits;

/// <summary>Pictures of digits as sequences of pixels, row by row, each with its digit as the target of the last step.</summary>
internal static class Digits
{
    public const int Kinds = 10;

    /// <summary>Draws digits, as many of each kind as of any other.</summary>
    public static SequenceDataset<float> Draw(Handwriting handwriting, int ofEachKind)
    {
        var data = new SequenceDataset<float>(inputSize: 1, targetSize: 1, TargetSteps.Last);
        for (var i = 0; i < ofEachKind * Kinds; i++)
        {
            var digit = i % Kinds;
            data.Add(handwriting.Write(digit), new float[] { digit });
        }

        return data;
    }
}
