using System.Globalization;
using System.Text;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>The tables: one for each kind of call.</summary>
internal static class ResultPage
{
    private static readonly (string Heading, string What, IReadOnlyList<NetworkCase> Cases)[] s_tables =
    [
        ("Single steps", "One step of one stream, whose state is carried from call to call.", ComparedCases.Steps),
        ("Sequences", "Whole sequences forwards, in one call: our `Run`.", ComparedCases.Sequences),
        (
            "Training",
            """
            Forwards and backwards, with the gradients of all parameters: our `Forward` and `Backward`. Those of the inputs nobody computes but
            oneDNN, which cannot leave them out; the limit does not count them.
            """,
            ComparedCases.Trainings),
    ];

    public static string Of(Machine machine, IReadOnlyCollection<CaseTime> times)
    {
        var page = new StringBuilder($"""
            # One LSTM layer: RnnSimd, what one would write instead, and other libraries

            Written by `dotnet run -c Release --project benchmarks/RnnSimd.Benchmarks -- --compare`, which [peers](../peers) describes. Everything
            runs on one thread, in `float`. Times are those of the fastest sample; [times.csv](times.csv) has the medians, too. In parentheses
            stands how many times as long as ours that is. The limit is what the machine needs at least: for the multiply-adds at their peak or
            for reading the weights, at the speed measured for an array as large as they are, whichever is longer, and for the
            activations.

            | | |
            |---|---|

            """);
        foreach (var (name, value) in machine.Lines.Concat(Versions(times)))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        }

        foreach (var (heading, what, cases) in s_tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{what}\n\n");
            AppendTable(page, cases, [.. times.Where(time => cases.Contains(time.Case))]);
        }

        return page.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Versions(IEnumerable<CaseTime> times) =>
        times.GroupBy(time => time.Contender).Select(
            group => (group.Key, $"{group.First().Version} ({string.Join("; ", group.Select(time => time.Notes).Distinct())})"));

    private static void AppendTable(StringBuilder page, IReadOnlyList<NetworkCase> cases, CaseTime[] times)
    {
        string[] contenders = [.. times.Select(time => time.Contender).Distinct()];
        var isLong = cases.Any(one => one.Steps > 1);
        page.Append(CultureInfo.InvariantCulture, $"| {(isLong ? "µs" : "ns")} | the limit | {string.Join(" | ", contenders)} |\n");
        page.Append(CultureInfo.InvariantCulture, $"|---|--:|{string.Concat(contenders.Select(_ => "--:|"))}\n");
        foreach (var one in cases)
        {
            var row = times.Where(time => time.Case == one).ToDictionary(time => time.Contender, time => time.Minimum);
            var ours = row[OwnContender.OurName];
            page.Append(CultureInfo.InvariantCulture, $"| {one.Extent} | {Number(Limit.Of(one.Demand).Time)} |");
            foreach (var contender in contenders)
            {
                page.Append(CultureInfo.InvariantCulture, $" {Cell(contender)} |");
            }

            page.Append('\n');

            string Cell(string contender) => !row.TryGetValue(contender, out var time) ? ""
                : contender == OwnContender.OurName ? $"**{Number(time)}**"
                : $"{Number(time)} ({Ratio(time / ours)})";
        }

        string Number(double nanoseconds)
        {
            var time = isLong ? nanoseconds / 1000 : nanoseconds;
            return time.ToString(time < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
        }

        static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "F2" : "F0", CultureInfo.InvariantCulture);
    }
}
