using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using RnnSimd.Benchmarks.Baselines;
using RnnSimd.Benchmarks.Cases;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>What runs in this process: our networks, and what one would write instead.</summary>
/// <param name="name">The name.</param>
/// <param name="library">A type of the library that does the work.</param>
/// <param name="cases">What it is measured at.</param>
/// <param name="row">What of a case is timed.</param>
internal sealed class OwnContender(string name, Type library, IEnumerable<NetworkCase> cases, Func<NetworkCase, Row> row) : Contender
{
    public const string OurName = "RnnSimd";

    // Baselines would take minutes for more.
    private const double MostMultiplyAdds = 1e8;

    public static OwnContender Ours { get; } = new(OurName, typeof(IRecurrentNetwork<float>), ComparedCases.All, one => one.Row);

    public static OwnContender Tensors { get; } = new("TensorPrimitives", typeof(TensorPrimitives), BaselineCases, BaselineRows.TensorPrimitives);

    public static OwnContender PlainLoops { get; } = new("plain loops", typeof(object), BaselineCases, BaselineRows.PlainLoops);

    private static IEnumerable<NetworkCase> BaselineCases => ComparedCases.All.Where(one => one.Demand.MultiplyAdds < MostMultiplyAdds);

    public override IEnumerable<CaseTime> Measure()
    {
        // A package's version, before the "+" that builds put in front of their commit.
        var version = library.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        foreach (var one in cases)
        {
            var time = Measurement.Of(row(one).Prepare());
            yield return new(name, version, RuntimeInformation.FrameworkDescription, one, time.Minimum, time.Median);
        }
    }
}
