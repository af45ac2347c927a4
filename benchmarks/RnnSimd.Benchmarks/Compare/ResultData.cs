using System.Globalization;
using System.Text;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>All times as comma-separated values.</summary>
internal static class ResultData
{
    public static string Of(IEnumerable<CaseTime> times)
    {
        var text = new StringBuilder("call,inputs,units,steps,batch,contender,version,notes,minimum_ns,median_ns,limit_ns\n");
        foreach (var time in times)
        {
            var one = time.Case;
            var call = one.Call.ToString().ToLowerInvariant();
            text.Append(
                CultureInfo.InvariantCulture,
                $"{call},{one.Network.InputSize},{one.Network.OutputSize},{one.Steps},{one.Batch},{time.Contender},{time.Version},\"{time.Notes}\",");
            text.Append(CultureInfo.InvariantCulture, $"{time.Minimum:F1},{time.Median:F1},{Limit.Of(one.Demand).Time:F1}\n");
        }

        return text.ToString();
    }
}
