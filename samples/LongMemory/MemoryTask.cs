using RnnSimd;
using RnnSimd.Training;

namespace LongMemory;

/// <summary>Something that can only be said at the end of a sequence by who remembers its beginning.</summary>
/// <param name="name">What it is called.</param>
/// <param name="steps">For how many steps something has to be remembered.</param>
internal abstract class MemoryTask(string name, int steps)
{
    public string Title => $"{name}, {Steps} steps";

    public string File => $"{name}-{Steps}.svg".ToLowerInvariant();

    /// <summary>What the error is.</summary>
    public abstract string Error { get; }

    /// <summary>The error of one who remembers nothing.</summary>
    public abstract double Baseline { get; }

    /// <summary>The error below which the task counts as solved.</summary>
    public abstract double Goal { get; }

    public int Steps => steps;

    /// <summary>Draws sequences at random.</summary>
    public abstract SequenceDataset<float> Draw(int count, Random random);

    public abstract Objective<float> Objective(IRecurrentNetwork<float> network);

    // A network of each kind, with the sizes that the task asks for.
    public abstract IRecurrentNetwork<float> Elman(int seed);

    public abstract IRecurrentNetwork<float> OrthogonalElman(int seed);

    public abstract IRecurrentNetwork<float> Irnn(int seed);

    public abstract IRecurrentNetwork<float> Gru(int seed);

    public abstract IRecurrentNetwork<float> Lstm(int seed);
}
