using RnnSimd.Benchmarks.Limits;
using RnnSimd.Diagnostics;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>The chart of single steps: time by number of units.</summary>
internal static class StepChart
{
    private static readonly ChartColor[] s_colors = [ChartColor.Green, ChartColor.Brown, ChartColor.Purple, ChartColor.Red, ChartColor.Pink];

    public static string Of(IReadOnlyCollection<CaseTime> times)
    {
        var limit = ComparedCases.Steps.Select(one => ((double)one.Network.OutputSize, Limit.Of(one.Demand).Time));
        var others = times.Select(time => time.Contender).Distinct().Where(contender => contender != OwnContender.OurName);
        return new LineChart
        {
            Title = "One step of an LSTM, one stream, one thread",
            Horizontal = new("units (inputs: 1, from 64 units on an eighth of the units)")
            {
                IsLogarithmic = true,
                Ticks = [.. ComparedCases.Steps.Select(one => (double)one.Network.OutputSize)],
            },
            Vertical = new("time") { IsLogarithmic = true, Unit = "ns" },
            Lines =
            [
                new("the limit", [.. limit]) { Color = ChartColor.Gray, IsDashed = true },
                .. others.Zip(s_colors, Line),
                Line(OwnContender.OurName, ChartColor.Blue),
            ],
        }.ToSvg();

        ChartLine Line(string contender, ChartColor color)
        {
            var own = times.Where(time => time.Contender == contender && ComparedCases.Steps.Contains(time.Case));
            return new(contender, [.. own.Select(time => ((double)time.Case.Network.OutputSize, time.Minimum))]) { Color = color, HasDots = true };
        }
    }
}
