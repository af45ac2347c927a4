using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>The chart of single steps: time by number of units.</summary>
internal static class StepChart
{
    private static readonly string[] s_colors = ["green", "brown", "purple", "red", "pink"];

    public static string Of(IReadOnlyCollection<CaseTime> times)
    {
        var limit = ComparedCases.Steps.Select(one => ((double)one.Network.OutputSize, Limit.Of(one.Demand).Time));
        var others = times.Select(time => time.Contender).Distinct().Where(contender => contender != OwnContender.OurName);
        return new LogLogChart
        {
            Title = "One step of an LSTM, one stream, one thread",
            HorizontalTitle = "units (inputs: 1, from 64 units on an eighth of the units)",
            Unit = "ns",
            Ticks = [.. ComparedCases.Steps.Select(one => one.Network.OutputSize)],
            Lines =
            [
                new("the limit", "gray", IsDashed: true, [.. limit]),
                .. others.Zip(s_colors, (contender, color) => new LogLogLine(contender, color, IsDashed: false, Points(contender))),
                new(OwnContender.OurName, "blue", IsDashed: false, Points(OwnContender.OurName)),
            ],
        }.ToSvg();

        (double, double)[] Points(string contender) =>
        [
            .. times.Where(time => time.Contender == contender && ComparedCases.Steps.Contains(time.Case))
                .Select(time => ((double)time.Case.Network.OutputSize, time.Minimum)),
        ];
    }
}
