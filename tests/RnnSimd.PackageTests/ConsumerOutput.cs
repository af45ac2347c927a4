using System.Globalization;

namespace RnnSimd.PackageTests;

/// <summary>What the consumer's program said.</summary>
/// <param name="FirstLoss">The loss before training.</param>
/// <param name="LastLoss">The loss after training.</param>
/// <param name="StreamedBits">The bits of each streamed forecast.</param>
/// <param name="StreamedAsRunWhole">Whether the whole sequence in one call gave the same.</param>
/// <param name="HasVectors256">Whether the program was compiled with vectors of 256 bits.</param>
internal sealed record ConsumerOutput(
    float FirstLoss, float LastLoss, uint[] StreamedBits, bool StreamedAsRunWhole, bool HasVectors256)
{
    /// <summary>Reads lines of the form "name: value".</summary>
    public static ConsumerOutput Parse(string printed)
    {
        var values = printed.Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim());

        return new(
            float.Parse(values["loss 0"], CultureInfo.InvariantCulture),
            float.Parse(values["loss 60"], CultureInfo.InvariantCulture),
            [.. values["streamed"].Split(' ').Select(bits => uint.Parse(bits, CultureInfo.InvariantCulture))],
            bool.Parse(values["streamed as run whole"]),
            bool.Parse(values["vectors of 256 bits"]));
    }
}
