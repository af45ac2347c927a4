using System.Globalization;
using System.Runtime.InteropServices;
using RnnSimd.Benchmarks.Limits;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>What the times were measured on.</summary>
/// <param name="Lines">A name and a value each.</param>
internal sealed record Machine(IReadOnlyList<(string Name, string Value)> Lines)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    private static readonly string[] s_processorFacts = ["model name", "cpu family", "model"];

    public static Machine Measure() => new(
    [
        ("processor", Processor()),
        ("multiply-adds", Invariant($"{Limit.PeakFlops:F0} GFLOP/s in float at their peak, vectors of {HardwareLimits.VectorBits()} bits, one core")),
        ("loads", Invariant($"{Limit.Bandwidth(24 << 10):F0} GB/s from the first-level cache, {Limit.Bandwidth(512 << 10):F0} GB/s from the second")),
        ("activations", Invariant($"sigmoid {Limit.SigmoidTime:F3} ns, tanh {Limit.TanhTime:F3} ns for each element")),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        ("date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ]);

    // Virtual machines often keep the model's name to themselves; its numbers still say what it is.
    private static string Processor()
    {
        if (!File.Exists(ProcessorFile))
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        var lines = File.ReadLines(ProcessorFile).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).Where(line => line.Length == 2);
        var facts = lines.ToDictionary(line => line[0].Trim(), line => line[1].Trim());
        return string.Join(", ", s_processorFacts.Where(facts.ContainsKey).Select(name => $"{name} {facts[name]}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
