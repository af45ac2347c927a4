using FsCheck;
using FsCheck.Fluent;

namespace RnnSimd.Tests.Networks;

/// <summary>A drawn sequence: how long, how many streams, and where its numbers come from.</summary>
public sealed record SequenceShape(int Steps, int Batch, int Seed)
{
    /// <summary>Draws shapes; a failing one shrinks to fewer steps and streams.</summary>
    public static Arbitrary<SequenceShape> Arbitrary => Arb.From(
        from steps in Gen.Choose(0, 6)
        from batch in Gen.Frequency((4, Gen.Choose(1, 4)), (1, Gen.Choose(5, 18)))
        from seed in Gen.Choose(0, 1_000_000)
        select new SequenceShape(steps, batch, seed),
        shape => Smaller(shape));

    private static IEnumerable<SequenceShape> Smaller(SequenceShape shape)
    {
        if (shape.Steps > 0)
        {
            yield return shape with { Steps = shape.Steps - 1 };
        }

        if (shape.Batch > 1)
        {
            yield return shape with { Batch = shape.Batch / 2 };
            yield return shape with { Batch = shape.Batch - 1 };
        }
    }
}
