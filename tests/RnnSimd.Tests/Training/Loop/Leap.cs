using RnnSimd.Training;

namespace RnnSimd.Tests.Training.Loop;

/// <summary>After a number of good steps, steps that can only make it worse.</summary>
internal sealed class Leap(long steps) : LearningRateSchedule
{
    protected override double Factor(long step) => step < steps ? 1 : 1000;
}
