using System.Runtime.CompilerServices;
using Xunit.v3;

namespace RnnSimd.Testing;

/// <summary>
/// Marks a test method whose parameters FsCheck draws. The method returns nothing (it throws when the property is false),
/// a <see cref="bool"/>, an <c>FsCheck.Property</c>, or a task of these.
/// </summary>
/// <remarks>
/// The members are those of FsCheck.Xunit's attribute of the same name, so that one can stand in for the other.
/// A failure names the seed; put it into <see cref="Replay"/> to run the failing case alone.
/// </remarks>
[XunitTestCaseDiscoverer(typeof(PropertyDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PropertyAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber)
{
    /// <summary>How many cases have to pass.</summary>
    public int MaxTest { get; set; } = 100;

    /// <summary>How many cases the property's own condition may reject before the test gives up and fails.</summary>
    public int MaxRejected { get; set; } = 1000;

    /// <summary>FsCheck's size of the first case: how large its lists and numbers may be.</summary>
    public int StartSize { get; set; } = 1;

    /// <summary>FsCheck's size of the last case; between the first and the last it grows evenly.</summary>
    public int EndSize { get; set; } = 100;

    /// <summary>
    /// The seed to start from, as a failure prints it: <c>"(seed,gamma,size)"</c> begins with the failing case,
    /// <c>"(seed,gamma)"</c> repeats a run from its first case. Null draws a new seed for each run.
    /// </summary>
    public string? Replay { get; set; }

    /// <summary>
    /// Types whose public static methods and properties return the <c>Arbitrary&lt;T&gt;</c> that parameters of type T are drawn from.
    /// When two of them give the same T, the later one wins.
    /// </summary>
    public Type[] Arbitrary { get; set; } = [];

    /// <summary>Prints every case, and every step of shrinking, to the test's output.</summary>
    public bool Verbose { get; set; }
}
