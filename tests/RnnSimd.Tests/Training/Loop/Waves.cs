using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>Sequences to learn from: random inputs of three features, and targets of 13 that depend on what came before.</summary>
internal static class Waves
{
    public const int InputSize = 3;
    public const int TargetSize = 13;

    public static SequenceDataset<double> Of(params int[] lengths)
    {
        var random = new Random(1);
        var data = new SequenceDataset<double>(InputSize, TargetSize);
        foreach (var length in lengths)
        {
            var inputs = Enumerable.Range(0, length * InputSize).Select(_ => 2 * random.NextDouble() - 1).ToArray();
            var targets = new double[length * TargetSize];
            for (var i = 0; i < targets.Length; i++)
            {
                var (step, feature) = (i / TargetSize, i % TargetSize);
                targets[i] = 0.5 * inputs[Math.Max(0, step - 1) * InputSize + feature % InputSize];
            }

            data.Add(inputs, targets);
        }

        return data;
    }

    public static SequenceBatch<double> BatchOf(params int[] lengths)
    {
        var batch = new SequenceBatch<double>();
        batch.Fill(Of(lengths), [.. Enumerable.Range(0, lengths.Length)]);
        return batch;
    }
}
