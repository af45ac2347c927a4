using RnnSimd.Training;

namespace Signals;

/// <summary>
/// Signals of different lengths, each put together of pieces: a sine, a square wave, a sawtooth, or noise. Each step is labelled with the kind of its
/// piece. Where a piece begins, its past says little about it; its future does.
/// </summary>
internal static class SignalData
{
    public const int Kinds = 4;

    private const int ShortestPiece = 10;
    private const int LongestPiece = 40;
    private const int FewestPieces = 2;
    private const int MostPieces = 5;
    private const double Noise = 0.15;

    /// <summary>Draws signals.</summary>
    public static SequenceDataset<float> Draw(int count, Random random)
    {
        var data = new SequenceDataset<float>(inputSize: 1, targetSize: 1);
        for (var i = 0; i < count; i++)
        {
            var (signal, kinds) = (new List<float>(), new List<float>());
            for (var pieces = random.Next(FewestPieces, MostPieces + 1); pieces > 0; pieces--)
            {
                // Never the kind of the piece before, so that there is an end to be found.
                var kind = kinds.Count == 0 ? random.Next(Kinds) : ((int)kinds[^1] + random.Next(1, Kinds)) % Kinds;
                AddPiece(kind, random.Next(ShortestPiece, LongestPiece + 1), random, signal, kinds);
            }

            data.Add(signal.ToArray(), kinds.ToArray());
        }

        return data;
    }

    /// <summary>How many steps of its piece come before a step of a labelled signal.</summary>
    public static int StepsSinceBeginning(ReadOnlySpan<float> kinds, int step)
    {
        var since = 0;
        while (step - since > 0 && kinds[step - since - 1] == kinds[step])
        {
            since++;
        }

        return since;
    }

    private static void AddPiece(int kind, int steps, Random random, List<float> signal, List<float> kinds)
    {
        var (period, phase) = (6 + 10 * random.NextDouble(), random.NextDouble());
        for (var t = 0; t < steps; t++)
        {
            var turns = t / period + phase;
            var value = kind switch
            {
                0 => Math.Sqrt(2) * Math.Sin(2 * Math.PI * turns),
                1 => turns % 1 < 0.5 ? 1 : -1,
                2 => Math.Sqrt(3) * (2 * (turns % 1) - 1),
                _ => random.NextNormal(),
            };

            // All kinds have mean 0 and deviation 1: only their shapes tell them apart.
            signal.Add((float)(value + Noise * random.NextNormal()));
            kinds.Add(kind);
        }
    }
}
