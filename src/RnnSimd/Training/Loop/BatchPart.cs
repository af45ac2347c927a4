using System.Numerics;

namespace RnnSimd.Training;

/// <summary>Some time steps of a batch.</summary>
internal readonly ref struct BatchPart<T>(SequenceBatch<T> batch, int first, int end)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of time steps times that of streams.</summary>
    public int Rows => (end - first) * batch.Count;

    /// <summary>The inputs.</summary>
    public ReadOnlySpan<T> Inputs(int size) => batch.Inputs.Slice(first * batch.Count * size, Rows * size);

    /// <summary>The targets.</summary>
    public ReadOnlySpan<T> Targets(int size) => batch.Targets.Slice(first * batch.Count * size, Rows * size);

    /// <summary>How many of the steps each stream has; empty if each has all.</summary>
    public ReadOnlySpan<int> Lengths(ref int[] memory)
    {
        if (!batch.IsPadded)
        {
            return [];
        }

        var lengths = Memory.Sized(ref memory, batch.Count);
        for (var stream = 0; stream < lengths.Length; stream++)
        {
            lengths[stream] = Math.Clamp(batch.Lengths[stream] - first, 0, end - first);
        }

        return lengths;
    }
}
