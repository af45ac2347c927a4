using RnnSimd.Benchmarks.Cases;

namespace RnnSimd.Benchmarks.Compare;

/// <summary>Something that can do some of the cases.</summary>
internal abstract class Contender
{
    /// <summary>Measures every case that it can do; none if it is not there.</summary>
    public abstract IEnumerable<CaseTime> Measure();
}

/// <summary>How long a contender takes for one call of a case.</summary>
/// <param name="Contender">The contender's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Notes">What else decides how fast it is.</param>
/// <param name="Case">The case.</param>
/// <param name="Minimum">The fastest sample, nanoseconds per call.</param>
/// <param name="Median">The median sample, nanoseconds per call.</param>
internal sealed record CaseTime(string Contender, string Version, string Notes, NetworkCase Case, double Minimum, double Median);
