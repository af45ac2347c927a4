namespace RnnSimd.Training;

public sealed partial class Trainer<T>
{
    private readonly SequenceBatch<T> _evaluated = new();

    /// <summary>
    /// The loss of a data set: the mean over all its steps that count if the objective's weighting is a mean, else that over its sequences.
    /// </summary>
    /// <param name="data">The data set, one sequence or more.</param>
    /// <exception cref="ArgumentException">It has no sequences, does not fit the objective, or a sequence is faulty: the message says which.</exception>
    /// <exception cref="InvalidOperationException">No step of any sequence counts; or the trainer is training on another thread.</exception>
    public double Evaluate(SequenceDataset<T> data)
    {
        ThrowIfTraining(elsewhere: true);
        _objective.ThrowIfUnfit(data, nameof(data));
        var (sum, divisor) = (0.0, 0.0);
        for (var start = 0; start < data.Count; start += BatchSize)
        {
            _evaluated.Fill(data, start, Math.Min(BatchSize, data.Count - start));
            var loss = double.CreateChecked(EvaluateBatch(data, start));
            var share = _objective.ShareOf(_evaluated);
            (sum, divisor) = (sum + loss * share.Factor, divisor + share.Divisor);
        }

        return divisor > 0 ? sum / divisor : throw new InvalidOperationException($"No step of any sequence counts by {_objective}.");
    }

    private T EvaluateBatch(SequenceDataset<T> data, int start)
    {
        try
        {
            return _objective.Evaluate(_evaluated);
        }
        catch (ArgumentException fault)
        {
            ThrowIfFaulty(data, [.. Enumerable.Range(start, _evaluated.Count)], fault);
            throw;
        }
    }

    /// <summary>
    /// Says which sequence it is that a loss or a network refuses: the rows of a batch say nothing to who gave the data.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="batch">The numbers of the sequences of the batch that was refused.</param>
    /// <param name="fault">What was said of it.</param>
    /// <exception cref="ArgumentException">One of the sequences is refused on its own, too.</exception>
    private void ThrowIfFaulty(SequenceDataset<T> data, ReadOnlySpan<int> batch, ArgumentException fault)
    {
        var single = new SequenceBatch<T>();
        foreach (var sequence in batch)
        {
            single.Fill(data, [sequence]);
            try
            {
                _objective.Evaluate(single);
            }
            catch (ArgumentException own)
            {
                throw new ArgumentException($"Sequence {sequence} of the data set: {own.Message}", fault);
            }
        }
    }
}
