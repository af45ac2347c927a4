using FsCheck;
using RnnSimd.Training;

namespace RnnSimd.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void A_constant_rate_stays() => Assert.Equal([1, 1, 1], Factors(new ConstantRate(), 0, 1, 1_000_000_000_000));

    [Fact]
    public void Stairs_fall_at_whole_lengths() =>
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.125], Factors(new StepDecay(length: 10, decay: 0.5), 0, 9, 10, 19, 20, 35));

    [Fact]
    public void A_cosine_falls_from_1_to_its_end_and_stays()
    {
        // cos(π / 3) is ½, and by then a quarter of the way is done.
        var factors = Factors(new CosineDecay(length: 300, final: 0.2), 0, 100, 150, 200, 300, 5000);

        double[] expected = [1, 0.8, 0.6, 0.4, 0.2, 0.2];
        Assert.All(expected.Zip(factors), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.Equal(0, new CosineDecay(7).FactorAt(7));
    }

    [Property]
    public bool A_cosine_never_rises(PositiveInt length, NonNegativeInt step)
    {
        var cosine = new CosineDecay(length.Get, final: 0.1);
        return cosine.FactorAt(step.Get) >= cosine.FactorAt(step.Get + 1) && cosine.FactorAt(step.Get) is >= 0.1 and <= 1;
    }

    [Fact]
    public void Warm_up_rises_in_equal_parts_and_then_the_other_begins()
    {
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1, 0.5], Factors(new WarmUp(4, new StepDecay(2, 0.5)), 0, 1, 2, 3, 4, 5, 6));
        Assert.Equal([1, 1, 0.5], Factors(new WarmUp(0, new StepDecay(2, 0.5)), 0, 1, 2));
    }

    [Fact]
    public void A_plateau_is_so_many_losses_in_a_row_that_are_no_better()
    {
        var plateau = new PlateauDecay(patience: 2, decay: 0.5);

        // Two that are no better than 2 are borne; of those that are no better than 1 every third is one too many.
        double[] losses = [3, 2, 2.5, double.NaN, 1, 1, 1, 1, 2, 1, 1, 0.9];
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25], FactorsAfter(plateau, losses));
    }

    [Fact]
    public void A_loss_may_be_negative()
    {
        var plateau = new PlateauDecay(patience: 0, decay: 0.5) { MinimumGain = 0.25 };

        Assert.Equal([1, 1, 0.5, 0.5], FactorsAfter(plateau, [-1, -2, -2.25, -2.5]));
    }

    [Fact]
    public void A_plateau_does_not_fall_below_its_minimum() =>
        Assert.Equal(
            [1, 0.5, 0.3, 0.3],
            FactorsAfter(new PlateauDecay(patience: 0, decay: 0.5) { MinimumFactor = 0.3 }, [1, 1, 1, 1]));

    [Fact]
    public void A_plateau_goes_on_where_the_state_says()
    {
        double[] losses = [3, 2, 2, 2, 1, 1, 1, 1, 1, 4, 5, 6, 0, 0];
        LearningRateSchedule first = new WarmUp(3, new PlateauDecay(patience: 1, decay: 0.5));
        var all = FactorsAfter(first, losses, step: 3);
        for (var split = 0; split < losses.Length; split++)
        {
            LearningRateSchedule before = new WarmUp(3, new PlateauDecay(patience: 1, decay: 0.5));
            LearningRateSchedule after = new WarmUp(3, new PlateauDecay(patience: 1, decay: 0.5));
            FactorsAfter(before, losses[..split]);
            before.State.CopyTo(after.State);
            Assert.Equal(all[split..], FactorsAfter(after, losses[split..], step: 3));
        }

        Assert.True(new WarmUp(3, new CosineDecay(10)).State.IsEmpty);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("step", ParamName(() => new ConstantRate().FactorAt(-1)));
        Assert.Equal("length", ParamName(() => new StepDecay(0, 0.5)));
        Assert.Equal("decay", ParamName(() => new StepDecay(1, 0)));
        Assert.Equal("decay", ParamName(() => new StepDecay(1, double.NaN)));
        Assert.Equal("length", ParamName(() => new CosineDecay(0)));
        Assert.Equal("final", ParamName(() => new CosineDecay(1, -0.1)));
        Assert.Equal("length", ParamName(() => new WarmUp(-1, new ConstantRate())));
        Assert.Equal("then", Assert.Throws<ArgumentNullException>(() => new WarmUp(1, null!)).ParamName);
        Assert.Equal("patience", ParamName(() => new PlateauDecay(patience: -1)));
        Assert.Equal("decay", ParamName(() => new PlateauDecay(decay: 1.5)));
        Assert.Equal("MinimumGain", ParamName(() => new PlateauDecay { MinimumGain = -1 }));
        Assert.Equal("MinimumFactor", ParamName(() => new PlateauDecay { MinimumFactor = 1.1 }));

        static string? ParamName(Func<object> action) => Assert.Throws<ArgumentOutOfRangeException>(action).ParamName;
    }

    private static double[] Factors(LearningRateSchedule schedule, params long[] steps) => Array.ConvertAll(steps, schedule.FactorAt);

    private static double[] FactorsAfter(LearningRateSchedule schedule, double[] losses, long step = 0) => Array.ConvertAll(losses, loss =>
    {
        schedule.Observe(loss);
        return schedule.FactorAt(step);
    });
}
