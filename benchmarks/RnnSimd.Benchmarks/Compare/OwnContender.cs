using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>What runs in this process: our networks, and what one would write instead.</summary>
/// <param name="name">The name.</param>
/// <param name="version">The version of the library that does the work.</param>
/// <param name="cases">What it is measured at.</param>
/// <param name="row">What of a case is timed.</param>
internal sealed class OwnContender(string name, string version, IEnumerable<NetworkCase> cases, Func<NetworkCase, Row> row) : Contender
{
    public const string OurName = "RnnSimd";

    // Baselines would take minutes for more.
    private const double MostMultiplyAdds = 1e8;

    public static OwnContender Ours { get; } = new(OurName, VersionOf(typeof(IRecurrentNetwork<float>)), ComparedCases.All, one => one.Row);

    public static OwnContender Tensors { get; } = new(
        "TensorPrimitives", VersionOf(typeof(TensorPrimitives)), BaselineCases, BaselineRows.TensorPrimitives);

    public static OwnContender PlainLoops { get; } = new("plain loops", Environment.Version.ToString(), BaselineCases, BaselineRows.PlainLoops);

    private static IEnumerable<NetworkCase> BaselineCases => ComparedCases.All.Where(one => one.Demand.MultiplyAdds < MostMultiplyAdds);

    public override IEnumerable<CaseTime> Measure()
    {
        foreach (var one in cases)
        {
            var time = Measurement.Of(row(one).Prepare());
            yield return new(name, version, RuntimeInformation.FrameworkDescription, one, time.Minimum, time.Median);
        }
    }

    // What builds add behind the "+" is their commit.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
