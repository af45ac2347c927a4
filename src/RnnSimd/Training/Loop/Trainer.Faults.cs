namespace RnnSimd.Training;

// Faulty data show in a batch, whose rows say nothing to who gave the data; here they are found again in the sequence that they are from.
public sealed partial class Trainer<T>
{
    private readonly SequenceBatch<T> _single = new();

    /// <summary>Says which sequence it is that a loss or a network refuses.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="batch">The numbers of the sequences of the batch that was refused.</param>
    /// <param name="fault">What was said of it.</param>
    /// <exception cref="ArgumentException">One of the sequences is refused on its own, too.</exception>
    private void ThrowIfFaulty(SequenceDataset<T> data, ReadOnlySpan<int> batch, ArgumentException fault)
    {
        foreach (var sequence in batch)
        {
            _single.Fill(data, [sequence]);
            try
            {
                _objective.Evaluate(_single);
            }
            catch (ArgumentException own)
            {
                throw new ArgumentException($"Sequence {sequence} of the data set: {own.Message}", fault);
            }
        }
    }
}
