using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace RnnSimd.Tests.Training.Losses;

/// <summary>How many rows, of how many elements, and where the numbers come from.</summary>
public sealed record LossShape(int Rows, int Size, int Seed)
{
    public static Arbitrary<LossShape> Arbitrary => Arb.From(
        from rows in Gen.Choose(1, 9)
        from size in Gen.Frequency((4, Gen.Choose(1, 9)), (1, Gen.Choose(10, 700)))
        from seed in Gen.Choose(0, 1_000_000)
        select new LossShape(rows, size, seed));
}

/// <summary>Rows of outputs and targets, with weights of which some are 0 and some negative.</summary>
internal sealed class LossData<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public LossData(LossCase<T> loss, LossShape shape)
    {
        var random = new Random(shape.Seed);
        OutputSize = loss.OutputSize(shape.Size);
        TargetSize = loss.Loss.TargetSizeOf(OutputSize);
        Outputs = Draw(shape.Rows * OutputSize, () => random.NextDouble() * 4 - 2);
        Targets = Draw(shape.Rows * TargetSize, () => loss.Target(random, OutputSize));
        Weights = Draw(shape.Rows, () => random.Next(4) == 0 ? 0 : random.NextDouble() * 2 - 0.5);
    }

    public int OutputSize { get; }

    public int TargetSize { get; }

    public T[] Outputs { get; }

    public T[] Targets { get; }

    public T[] Weights { get; }

    public double[] Output(int row) => Wide(Outputs.AsSpan(row * OutputSize, OutputSize));

    public double[] Target(int row) => Wide(Targets.AsSpan(row * TargetSize, TargetSize));

    private static T[] Draw(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(next()))];

    private static double[] Wide(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateChecked);
}
